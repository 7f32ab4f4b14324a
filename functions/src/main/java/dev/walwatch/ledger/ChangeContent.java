package dev.walwatch.ledger;

import static dev.walwatch.ledger.ItemContent.ofNewest;
import static dev.walwatch.ledger.ItemContent.ofNumber;
import static dev.walwatch.ledger.ItemContent.ofNumbers;
import static dev.walwatch.ledger.ItemContent.ofTexts;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a change adds to the item of its object. */
final class ChangeContent {
  private ChangeContent() {}

  static ItemContent of(Collection<? extends ObjectChange> changes) {
    return ItemContent.unionOf(changes.stream().map(ChangeContent::of).toList());
  }

  /**
   * A removal adds its trace and takes nothing away: which of a removal and an arrival was the last
   * is for a listing to say.
   */
  private static ItemContent of(ObjectChange change) {
    return switch (change) {
      case Removed removed ->
          ofTexts(LedgerTable.REMOVALS, Set.of(RemovalTrace.of(removed).encode()));
      case Appeared appeared -> of(appeared);
    };
  }

  private static ItemContent of(Appeared appeared) {
    long millis = appeared.at().toEpochMilli();
    if (appeared.removedSince()) {
      return appeared.object() instanceof ArchivedObject.Segment
          ? ofNewest(millis)
          : ItemContent.NOTHING;
    }
    return switch (appeared.object()) {
      case ArchivedObject.Segment(var name) -> {
        var present = ofNumber(LedgerTable.PRESENT, name.indexInBlock());
        var empty =
            appeared.bytes() == 0
                ? ofNumber(LedgerTable.EMPTY, name.indexInBlock())
                : ItemContent.NOTHING;
        yield ItemContent.unionOf(List.of(present, empty, ofNewest(millis)));
      }
      case ArchivedObject.PartialSegment(var name) ->
          ofNumber(LedgerTable.PARTIAL, name.indexInBlock());
      case ArchivedObject.HistoryFile _ -> ofNumber(LedgerTable.HISTORIES, millis);
      case ArchivedObject.Sentinel _ -> ofNumber(LedgerTable.SENTINELS, millis);
      case ArchivedObject.BackupMetadata _ -> ofNumber(LedgerTable.METADATA, millis);
      case ArchivedObject.BackupPart(_, var number) ->
          ofNumbers(
              LedgerTable.PARTS,
              Set.of(PartArrival.of(number, appeared.at(), appeared.bytes()).encode()));
      case ArchivedObject.BackupLabel _, ArchivedObject.Unknown _ -> ItemContent.NOTHING;
    };
  }
}
