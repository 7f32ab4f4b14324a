package dev.walwatch.report;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.Removal;
import java.util.List;
import java.util.stream.Stream;

/** What is said about objects that somebody removed. */
final class RemovalWords {
  private static final int SHOWN = 3;

  private RemovalWords() {}

  /** Returns a sentence for each of the first few, and one that counts the rest. */
  static List<String> sentences(List<Removal> removals) {
    var more = removals.size() - SHOWN;
    return Stream.concat(
            removals.stream().limit(SHOWN).map(RemovalWords::sentence),
            more > 0 ? Stream.of("And " + more + " more were deleted.") : Stream.empty())
        .toList();
  }

  private static String sentence(Removal removal) {
    var by =
        removal.by().isBlank() ? "S3 does not say by whom" : "by " + PlainText.line(removal.by());
    return name(removal.object())
        + " was deleted at "
        + Spoken.moment(removal.at())
        + ", "
        + by
        + "."
        + removal.survivor().map(RemovalWords::heldBy).orElse("");
  }

  private static String heldBy(Removal.Survivor version) {
    return " Version "
        + PlainText.line(version.versionId())
        + " of "
        + PlainText.line(version.key())
        + " still holds it.";
  }

  private static String name(ArchivedObject object) {
    return switch (object) {
      case ArchivedObject.Segment(var segment) -> segment.toString();
      case ArchivedObject.PartialSegment(var segment) -> segment + ".partial";
      case ArchivedObject.HistoryFile(var timeline) -> timeline.digits() + ".history";
      case ArchivedObject.BackupLabel(var start, _) -> "A backup label of " + start;
      case ArchivedObject.BackupPart(var backup, var number) -> "Part " + number + " of " + backup;
      case ArchivedObject.BackupMetadata(var backup, _) -> "A file of " + backup;
      case ArchivedObject.Sentinel(var backup) -> "The sentinel of " + backup;
      case ArchivedObject.Unknown _ -> "An object";
    };
  }
}
