package dev.walwatch.bucket;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.report.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a stack wants of its buckets.
 *
 * @param source how their events come
 * @param queueArn where notifications go; empty if they come by EventBridge
 * @param archives a bucket and a key prefix each
 */
public record Wish(Source source, String queueArn, List<ClusterId> archives) {

  /** How a bucket's events come to walwatch's queue. */
  public enum Source {
    EVENT_BRIDGE,
    BUCKET_NOTIFICATION
  }

  /**
   * S3 wants all other characters encoded in a filter, and encodes some of them itself.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Amazon
   *     S3: safe characters</a>
   */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9!_.'()/-]*");

  /**
   * Checks what can be told without asking S3.
   *
   * @throws WalwatchException if S3 cannot notify of these archives
   */
  public Wish {
    archives = List.copyOf(archives);
    if (archives.isEmpty()) {
      throw new WalwatchException("No archive is named. Set ArchiveBucket.");
    }
    if (source == Source.BUCKET_NOTIFICATION) {
      if (!queueArn.matches("arn:[a-z0-9-]+:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+")) {
        throw new WalwatchException(
            "\"%s\": QueueArn is not the ARN of a standard queue. infra/template.yaml sets it."
                .formatted(PlainText.line(queueArn)));
      }
      archives.forEach(Wish::refuseUnsafe);
      refuseOverlaps(archives);
    }
  }

  private static void refuseUnsafe(ClusterId archive) {
    if (!SAFE.matcher(archive.keyPrefix()).matches()) {
      throw new WalwatchException(
          ("%s: S3 cannot filter notifications by a prefix with characters like these. Set"
                  + " EventSource to EventBridge.")
              .formatted(PlainText.line(archive.toString())));
    }
  }

  /** S3 sends an event to one entry, and refuses two that would both want it. */
  private static void refuseOverlaps(List<ClusterId> archives) {
    for (int i = 0; i < archives.size(); i++) {
      for (var other : archives.subList(i + 1, archives.size())) {
        var one = archives.get(i);
        if (one.toString().startsWith(other.toString())) {
          refuseBelow(one, other);
        } else if (other.toString().startsWith(one.toString())) {
          refuseBelow(other, one);
        }
      }
    }
  }

  private static void refuseBelow(ClusterId inner, ClusterId outer) {
    throw new WalwatchException(
        ("The archive %s is within the archive %s, and S3 takes no two notifications for the same"
                + " keys. Leave out the first, for it is watched with the second, or set EventSource"
                + " to EventBridge.")
            .formatted(inner, outer));
  }

  /** Returns the buckets, each once. */
  public Set<String> buckets() {
    return byBucket().keySet();
  }

  Wanted of(String bucket, StackMark mark) {
    return source == Source.EVENT_BRIDGE
        ? new Wanted(mark, true, "", List.of())
        : new Wanted(mark, false, queueArn, byBucket().getOrDefault(bucket, List.of()));
  }

  private Map<String, List<String>> byBucket() {
    return archives.stream()
        .collect(
            Collectors.groupingBy(
                ClusterId::bucket,
                LinkedHashMap::new,
                Collectors.mapping(ClusterId::keyPrefix, Collectors.toList())));
  }
}
