package dev.walwatch.verdict.watcher;

import dev.walwatch.archive.Canary;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * What one check knows of a canary.
 *
 * @param back when the newest that came back was written, by S3's clock; empty when none ever did
 * @param memory what is remembered of it, this check included
 * @param notPut why it could not be put in this check; empty when it was, or was not due
 */
public record CanaryWatch(
    Canary canary, Optional<Instant> back, CanaryMemory memory, Optional<String> notPut) {

  /**
   * Returns how bad it is that it has not come back. The first that was ever put may get lost: S3
   * takes some five minutes to begin once EventBridge is turned on.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html">Amazon
   *     S3: enabling EventBridge</a>
   */
  public Severity severity() {
    var severity = memory.severity();
    return back.isEmpty() && severity == Severity.WARNING ? Severity.OK : severity;
  }

  /** Returns whether it should be back by now. */
  public boolean isMissing() {
    return severity() != Severity.OK;
  }

  /**
   * Returns whether the way that it came back on is broken. One that never came back says nothing
   * of events that may come another way: perhaps only its key is not let through.
   */
  boolean isLost() {
    return isMissing() && back.isPresent();
  }
}
