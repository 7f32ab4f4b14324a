package dev.walwatch.bucket;

import dev.walwatch.Pause;
import dev.walwatch.WalwatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Attaches a stack to its buckets and takes it off again. Everything can be done twice. */
public final class BucketEvents {
  private final StackMark mark;
  private final BucketWriter writer;

  /**
   * @param mark whose entries are ours
   * @param s3 may {@code s3:GetBucketNotification} and {@code s3:PutBucketNotification}, repeats
   *     nothing by itself
   * @param call the longest that one call of it takes
   * @param timeLeft how long there is time to wait; asked again whenever it matters
   */
  public BucketEvents(
      StackMark mark, S3Client s3, Duration call, Pause pause, Supplier<Duration> timeLeft) {
    this.mark = mark;
    this.writer =
        new BucketWriter(
            new NotificationStore(s3), () -> new Tries(pause, timeLeft, call.multipliedBy(2)));
  }

  /**
   * Looks at every bucket before any is changed.
   *
   * @throws BucketException if one of them cannot be brought to what is wanted
   */
  public void check(Wish wish) {
    wish.buckets().forEach(bucket -> writer.check(bucket, wish.of(bucket, mark)));
  }

  /**
   * Makes every bucket tell what is wanted, and nothing else that this stack wanted before.
   *
   * @return a sentence for each
   * @throws BucketException if one of them could not be brought there; those before it are
   */
  public List<String> attach(Wish wish) {
    return wish.buckets().stream()
        .map(
            bucket ->
                writer.bring(bucket, wish.of(bucket, mark))
                    ? "Bucket %s sends its events.".formatted(bucket)
                    : "Bucket %s sent its events already.".formatted(bucket))
        .toList();
  }

  /**
   * Removes this stack's entries from every bucket.
   *
   * @return a sentence for each
   * @throws WalwatchException naming every bucket where they may remain, and why
   */
  public List<String> detach(Collection<String> buckets) {
    var done = new ArrayList<String>();
    var failed = new ArrayList<String>();
    for (var bucket : buckets) {
      try {
        done.add(removed(bucket));
      } catch (BucketException e) {
        switch (e.kind()) {
          case GONE, ELSEWHERE -> done.add(nothingThere(bucket));
          case DENIED, UNDELIVERABLE, BUSY, REFUSED -> failed.add(e.getMessage());
        }
      }
    }
    if (!failed.isEmpty()) {
      throw new WalwatchException(String.join(" ", failed) + " " + remains());
    }
    return done;
  }

  /**
   * Removes this stack's entries from buckets that it has turned away from, as far as it may: the
   * rights to them may be gone already.
   *
   * @return a sentence for each
   * @throws BucketException if S3 had no time
   */
  public List<String> leave(Collection<String> buckets) {
    var done = new ArrayList<String>();
    for (var bucket : buckets) {
      try {
        done.add(removed(bucket));
      } catch (BucketException e) {
        switch (e.kind()) {
          case GONE, ELSEWHERE -> done.add(nothingThere(bucket));
          case DENIED -> done.add(e.getMessage() + " " + remains());
          case UNDELIVERABLE, BUSY, REFUSED -> throw e;
        }
      }
    }
    return done;
  }

  private String removed(String bucket) {
    return writer.bring(bucket, Wanted.nothing(mark))
        ? "Bucket %s no longer sends events to walwatch's queue.".formatted(bucket)
        : nothingThere(bucket);
  }

  private static String nothingThere(String bucket) {
    return "Bucket %s had no entry of walwatch.".formatted(bucket);
  }

  private String remains() {
    return "Entries whose ids begin with %s may remain there; remove them by hand, or try again."
        .formatted(mark.idPrefix());
  }
}
