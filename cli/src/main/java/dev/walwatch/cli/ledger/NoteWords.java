package dev.walwatch.cli.ledger;

import dev.walwatch.alert.Silencing;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.Acknowledgement;
import java.time.Duration;
import java.time.Instant;

/** Silences and acknowledgements as they are told to people. They hold text of anybody's. */
final class NoteWords {
  private NoteWords() {}

  static String of(Silencing silence, Instant now) {
    var begin = silence.from().isAfter(now) ? "from " + Spoken.moment(silence.from()) + " " : "";
    return "%suntil %s (%s), by %s: %s"
        .formatted(
            begin,
            Spoken.moment(silence.until()),
            distance(silence.until(), now),
            silence.by(),
            silence.reason());
  }

  static String of(Acknowledgement gap, Instant now) {
    return "%s %s, by %s: %s"
        .formatted(
            of(gap),
            gap.until()
                .map(end -> "until %s (%s)".formatted(Spoken.moment(end), distance(end, now)))
                .orElse("for good"),
            gap.by(),
            gap.reason());
  }

  private static String of(Acknowledgement gap) {
    return gap.first().equals(gap.last())
        ? gap.first().toString()
        : gap.first() + " to " + gap.last();
  }

  private static String distance(Instant end, Instant now) {
    return end.isAfter(now)
        ? "in " + Spoken.span(Duration.between(now, end))
        : Spoken.span(Duration.between(end, now)) + " ago";
  }
}
