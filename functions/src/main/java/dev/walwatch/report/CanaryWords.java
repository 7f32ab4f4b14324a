package dev.walwatch.report;

import dev.walwatch.verdict.watcher.CanaryWatch;
import dev.walwatch.verdict.watcher.WatcherFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is said about canaries. */
final class CanaryWords {
  private CanaryWords() {}

  static Words missing(WatcherFinding.CanaryMissing missing, Instant now) {
    var canaries = missing.canaries();
    var longest =
        canaries.stream().map(it -> it.memory().away()).max(Duration::compareTo).orElseThrow();
    return new Words(
        canaries.size() == 1
            ? who(canaries) + " has not come back for " + Spoken.span(longest)
            : who(canaries) + " have not come back, one for " + Spoken.span(longest),
        canaries.stream().map(it -> missing(it, now)).toList(),
        "Events of the archive beside it may not arrive either. No backup is lost, and the"
            + " comparison with S3 each hour and each day repairs the record, but deletes and new"
            + " trouble are seen late. Where the canary came back before, nobody is alarmed about"
            + " silence meanwhile.",
        "Look at the bucket first: is EventBridge still switched on, or its notification still"
            + " there? Whoever sets another notification replaces all. Then at the rule or topic,"
            + " whether it is enabled and lets this key through, and at the queue and the log of"
            + " RecordArrivals.");
  }

  private static String missing(CanaryWatch canary, Instant now) {
    var put = canary.memory().awaited().getFirst();
    return "%s was put at %s, %s ago, and S3's event about it has not come; %s."
        .formatted(
            PlainText.line(canary.canary().toString()),
            Spoken.moment(put),
            Spoken.span(Duration.between(put, now)),
            canary
                .back()
                .map(at -> "the last that came back was written at " + Spoken.moment(at))
                .orElse("none ever came back"));
  }

  static Words notPut(List<CanaryWatch> canaries) {
    return new Words(
        who(canaries) + " could not be put",
        canaries.stream().map(it -> PlainText.line(it.notPut().orElseThrow()) + ".").toList(),
        "Whether S3's events still arrive is not tried out meanwhile. Whatever does arrive is"
            + " recorded and judged as always.",
        "Check that CheckClusters may s3:PutObject this key and use the KMS key that encrypts the"
            + " bucket, and that no bucket policy forbids it. The next run tries again.");
  }

  private static String who(List<CanaryWatch> canaries) {
    return canaries.size() == 1
        ? "the canary of " + PlainText.line(canaries.getFirst().canary().bucket())
        : canaries.size() + " canaries";
  }

  /** Returns when the canary came back last, as a sentence. */
  static String back(CanaryWatch canary, Instant now) {
    var name = "The canary " + PlainText.line(canary.canary().toString());
    return canary
        .back()
        .map(
            at ->
                "%s came back, written at %s, %s ago."
                    .formatted(name, Spoken.moment(at), Spoken.span(Duration.between(at, now))))
        .orElse(name + " has not come back yet.");
  }
}
