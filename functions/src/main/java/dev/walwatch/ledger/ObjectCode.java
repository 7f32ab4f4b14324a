package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.PartialSegment;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;

/** An object's short name within its ledger item, for removal traces: no spaces, few letters. */
final class ObjectCode {
  private static final String PARTIAL = ".partial";
  static final String HISTORY = "history";
  static final String SENTINEL = "sentinel";
  static final String FILE = "file=";
  private static final String PART = "part=";
  private static final int LONGEST_FILE = 64;

  private ObjectCode() {}

  /**
   * @throws IllegalArgumentException for an object that the ledger does not keep
   */
  static String of(ArchivedObject object) {
    return switch (object) {
      case Segment(var name) -> ofPlace(name.indexInBlock());
      case PartialSegment(var name) -> ofPartial(name.indexInBlock());
      case HistoryFile _ -> HISTORY;
      case Sentinel _ -> SENTINEL;
      case BackupMetadata(_, var file) -> FILE + tame(file);
      case BackupPart(_, var number) -> ofPart(number);
      case ArchivedObject.BackupLabel _, ArchivedObject.Unknown _ ->
          throw new IllegalArgumentException(object + " is no object that the ledger keeps");
    };
  }

  static String ofPlace(int place) {
    return "%02X".formatted(place);
  }

  static String ofPartial(int place) {
    return ofPlace(place) + PARTIAL;
  }

  static String ofPart(long number) {
    return PART + number;
  }

  static boolean isPart(String code) {
    return code.startsWith(PART);
  }

  static boolean isFile(String code) {
    return code.startsWith(FILE);
  }

  static ArchivedObject decode(LedgerItem item, String code) {
    return switch (item) {
      case LedgerItem.Block(var block) -> {
        var name = block.name(Integer.parseInt(code, 0, 2, 16));
        yield code.endsWith(PARTIAL) ? new PartialSegment(name) : new Segment(name);
      }
      case LedgerItem.Backup(var name) when isPart(code) ->
          new BackupPart(name, Long.parseLong(code.substring(PART.length())));
      case LedgerItem.Backup(var name) when code.startsWith(FILE) ->
          new BackupMetadata(name, code.substring(FILE.length()));
      case LedgerItem.Backup(var name) -> new Sentinel(name);
      case LedgerItem.History(var timeline) -> new HistoryFile(timeline);
    };
  }

  private static String tame(String file) {
    var plain = file.replaceAll("[^A-Za-z0-9._-]", "?");
    return plain.substring(0, Math.min(plain.length(), LONGEST_FILE));
  }
}
