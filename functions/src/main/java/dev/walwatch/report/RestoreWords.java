package dev.walwatch.report;

import dev.walwatch.verdict.RecoveryWindow;
import dev.walwatch.verdict.RestoreOutlook;
import dev.walwatch.verdict.Verdict;
import java.time.Duration;
import java.util.stream.Collectors;

/** What is said about what could be restored right now. */
final class RestoreWords {
  private static final int SHOWN = 5;

  private RestoreWords() {}

  /** Returns lines about the windows and about a restore to the newest moment. */
  static String of(Verdict verdict) {
    if (verdict.windows().isEmpty()) {
      return verdict.backups().isEmpty() ? "" : "Nothing can be restored at this moment.\n";
    }
    var newestFirst = verdict.windows().reversed();
    int more = newestFirst.size() - SHOWN;
    return newestFirst.stream().limit(SHOWN).map(RestoreWords::window).collect(Collectors.joining())
        + (more > 0 ? "And " + Spoken.count(more, "older window") + ".\n" : "")
        + verdict.outlook().map(outlook -> outlook(outlook, verdict)).orElse("");
  }

  private static String window(RecoveryWindow window) {
    return "Can be restored: "
        + Spoken.moment(window.from())
        + " to "
        + window.to().map(Spoken::moment).orElseGet(() -> "the end of " + window.lastSegment())
        + ".\n";
  }

  private static String outlook(RestoreOutlook outlook, Verdict verdict) {
    var lost =
        outlook
            .newestMoment()
            .map(moment -> Duration.between(moment, verdict.at()))
            .map(span -> "A restore now would lose at most the last " + Spoken.span(span) + " and")
            .orElse("A restore now would");
    return lost
        + " replay "
        + Spoken.segments(outlook.segments())
        + " ("
        + Spoken.wal(outlook.bytes())
        + ") from "
        + outlook.fromBackup()
        + ".\n";
  }
}
