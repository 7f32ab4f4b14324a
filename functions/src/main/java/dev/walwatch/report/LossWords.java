package dev.walwatch.report;

import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.stream.Collectors;

/** What is said about the cost of a gap: which moments are lost, and which backups end there. */
final class LossWords {
  private static final int SHOWN = 3;

  private LossWords() {}

  static String meaning(Gap gap) {
    if (gap.severity() == Severity.OK) {
      return "Nothing that is kept needs it.";
    }
    return "A restore stops before " + gap.first() + ". " + lost(gap) + cuts(gap);
  }

  private static String lost(Gap gap) {
    var until = gap.lostTo();
    var from = gap.lostFrom();
    if (until.isEmpty()) {
      return from.map(moment -> "Everything written after " + Spoken.moment(moment) + " is lost")
              .orElse("Everything written after it is lost")
          + " to a restore, until a new base backup is complete.";
    }
    return from.map(
            moment ->
                "Lost is what was written from "
                    + Spoken.moment(moment)
                    + " to "
                    + Spoken.moment(until.get())
                    + ", "
                    + Spoken.span(Duration.between(moment, until.get()))
                    + ".")
        .orElse("Later moments can be restored again from " + Spoken.moment(until.get()) + " on.");
  }

  private static String cuts(Gap gap) {
    if (gap.cuts().isEmpty()) {
      return "";
    }
    int more = gap.cuts().size() - SHOWN;
    return " It cuts "
        + gap.cuts().reversed().stream()
            .limit(SHOWN)
            .map(Object::toString)
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + Spoken.count(more, "older backup") : "")
        + ".";
  }
}
