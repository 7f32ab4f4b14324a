package dev.walwatch.bucket;

import dev.walwatch.bucket.BucketException.Kind;
import dev.walwatch.report.PlainText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Brings one bucket to what is wanted: reads, merges, writes, and is done when a later reading
 * shows it.
 *
 * <p>What another tool adds between our reading and our writing is lost, and nothing shows it. So
 * nothing is done between the two, and no writing is repeated without a new reading. What it does
 * after our writing is seen, and merged again.
 */
final class BucketWriter {
  private final NotificationStore store;
  private final Supplier<Tries> tries;

  BucketWriter(NotificationStore store, Supplier<Tries> tries) {
    this.store = store;
    this.tries = tries;
  }

  /**
   * Looks whether a bucket can be brought there, and writes nothing.
   *
   * @throws BucketException if not
   */
  void check(String bucket, Wanted wanted) {
    var failure = noTime(bucket);
    for (var attempts = tries.get(); attempts.next(); ) {
      try {
        possible(bucket, Merge.plan(store.read(bucket), wanted));
        return;
      } catch (BucketException e) {
        failure = passing(e);
      }
    }
    throw failure;
  }

  /**
   * Brings a bucket there.
   *
   * @return whether anything had to be written
   * @throws BucketException if that is not possible, or another tool undoes it again and again
   */
  boolean bring(String bucket, Wanted wanted) {
    var seen = new LinkedHashSet<Entry>();
    boolean written = false;
    var failure = noTime(bucket);
    for (var attempts = tries.get(); attempts.next(); ) {
      try {
        var current = store.read(bucket);
        var others = Merge.others(current, wanted.mark());
        if (possible(bucket, Merge.plan(current, wanted)) instanceof Plan.Write write) {
          failure = written ? undone(bucket) : failure;
          if (attempts.isLast()) {
            break;
          }
          store.write(bucket, write);
          failure = written ? failure : unseen(bucket);
          written = true;
          seen.addAll(others);
        } else {
          var lost = new LinkedHashSet<>(seen);
          others.forEach(lost::remove);
          if (lost.isEmpty()) {
            return written;
          }
          failure = lost(bucket, lost);
        }
      } catch (BucketException e) {
        failure = passing(e);
      }
    }
    throw failure;
  }

  private static Plan possible(String bucket, Plan plan) {
    if (plan instanceof Plan.Overlap(var theirs, var ours)) {
      throw new BucketException(Kind.REFUSED, overlap(bucket, theirs, ours));
    }
    return plan;
  }

  private static String overlap(String bucket, Entry theirs, Entry ours) {
    return ("Bucket %s has an entry \"%s\" that sends events of %s to %s, and S3 takes no second one"
            + " for %s. Set EventSource to EventBridge, or to Topic if that entry sends to an SNS"
            + " topic.")
        .formatted(
            bucket,
            PlainText.line(theirs.id()),
            keys(theirs),
            PlainText.line(theirs.destination()),
            keys(ours));
  }

  private static String keys(Entry entry) {
    var from = entry.prefix().isEmpty() ? "all keys" : "keys from " + entry.prefix();
    return PlainText.line(entry.suffix().isEmpty() ? from : from + " to " + entry.suffix());
  }

  private static BucketException passing(BucketException failure) {
    if (!failure.mayPass()) {
      throw failure;
    }
    return failure;
  }

  private static BucketException noTime(String bucket) {
    return new BucketException(
        Kind.BUSY,
        "The time of ConfigureBuckets was over before bucket %s was done. Deploy again."
            .formatted(bucket));
  }

  private static BucketException unseen(String bucket) {
    return new BucketException(
        Kind.BUSY,
        ("walwatch wrote into the notification configuration of bucket %s, and no time was left to"
                + " see whether that stayed. Deploy again.")
            .formatted(bucket));
  }

  private static BucketException undone(String bucket) {
    return new BucketException(
        Kind.BUSY,
        ("What walwatch wrote into the notification configuration of bucket %s was gone again each"
                + " time it looked: another tool writes it, too. Let that tool wait and deploy"
                + " again, or set EventSource to Topic.")
            .formatted(bucket));
  }

  private static BucketException lost(String bucket, Set<Entry> lost) {
    var ids =
        lost.stream()
            .map(entry -> '"' + PlainText.line(entry.id()) + '"')
            .collect(Collectors.joining(", "));
    return new BucketException(
        Kind.BUSY,
        ("While walwatch wrote into the notification configuration of bucket %s, another tool did,"
                + " too, and %s is gone from it since. walwatch wrote it back as it was: look who"
                + " took it away, then deploy again.")
            .formatted(bucket, ids));
  }
}
