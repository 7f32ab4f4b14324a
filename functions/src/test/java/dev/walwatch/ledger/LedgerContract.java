package dev.walwatch.ledger;

import static dev.walwatch.ledger.Changes.BACKUP;
import static dev.walwatch.ledger.Changes.BLOCK;
import static dev.walwatch.ledger.Changes.CLUSTER;
import static dev.walwatch.ledger.Changes.appeared;
import static dev.walwatch.ledger.Changes.appearedAndGone;
import static dev.walwatch.ledger.Changes.at;
import static dev.walwatch.ledger.Changes.history;
import static dev.walwatch.ledger.Changes.metadata;
import static dev.walwatch.ledger.Changes.part;
import static dev.walwatch.ledger.Changes.partial;
import static dev.walwatch.ledger.Changes.removed;
import static dev.walwatch.ledger.Changes.segment;
import static dev.walwatch.ledger.Changes.sentinel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.MetadataContent;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.ledger.Description.Meaning;
import dev.walwatch.ledger.SweepState.Suspicion;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every ledger keeps to, whatever store stands behind it. */
abstract class LedgerContract {

  /** The block as an item. */
  private static final LedgerItem ITEM = new LedgerItem.Block(BLOCK);

  private static final Timeline TWO = new Timeline(2);
  private static final LedgerItem BACKUP_ITEM = new LedgerItem.Backup(BACKUP);

  /** Returns the ledger of this test, which is empty at the test's beginning. */
  abstract Ledger ledger();

  /** Returns another ledger that is empty. */
  abstract Ledger anotherLedger();

  /** How many random histories the property test plays. */
  abstract int histories();

  @Test
  void knowsNothingOfAStranger() {
    var stranger = ledger().read(CLUSTER);

    assertThat(stranger)
        .isEqualTo(
            new ClusterLedger(
                List.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                CheckState.NONE,
                CheckState.NONE,
                CheckState.NONE,
                CheckState.NONE,
                SweepState.NEVER));
    assertThat(ledger().blocks(CLUSTER, Optional.empty(), Optional.empty())).isEmpty();
    assertThat(ledger().block(CLUSTER, BLOCK)).isEmpty();
    assertThat(ledger().clusters()).isEmpty();
  }

  @Test
  void keepsThePlacesOfSegmentsAndTheNewestArrival() {
    record(appeared(segment(0), at(3)), appeared(segment(255), at(9)), appeared(segment(7), at(5)));

    assertThat(block().present()).containsExactly(0, 7, 255);
    assertThat(block().newestArrival()).contains(at(9));
    assertThat(block().empty()).isEmpty();
    assertThat(block().removals()).isEmpty();
    assertThat(touched()).isEmpty();
  }

  @Test
  void keepsTheNewestArrivalWhenAnOlderOneIsToldLater() {
    record(appeared(segment(8), at(60)));
    record(appeared(segment(7), at(10)));

    assertThat(block().present()).containsExactly(7, 8);
    assertThat(block().newestArrival()).contains(at(60));
  }

  @Test
  void remembersASegmentThatCameEmpty() {
    record(appeared(segment(7), at(1), 0), appeared(segment(8), at(1)));

    assertThat(block().present()).containsExactly(7, 8);
    assertThat(block().empty()).containsExactly(7);
  }

  @Test
  void neverTakesAPartialSegmentForTheSegment() {
    record(appeared(partial(7), at(1), 0));

    assertThat(block().partial()).containsExactly(7);
    assertThat(block().present()).isEmpty();
    assertThat(block().empty()).isEmpty();
    assertThat(block().newestArrival()).isEmpty();
  }

  @Test
  void countsOnlyTheTimeOfASegmentThatIsGoneAlready() {
    record(appearedAndGone(segment(7), at(5)));

    assertThat(block().newestArrival()).contains(at(5));
    assertThat(block().present()).isEmpty();
  }

  @Test
  void countsNothingOfAnyOtherObjectThatIsGoneAlready() {
    record(
        appearedAndGone(part(1), at(5)),
        appearedAndGone(sentinel(), at(5)),
        appearedAndGone(history(2), at(5)));

    assertThat(ledger().read(CLUSTER).backups()).isEmpty();
    assertThat(ledger().read(CLUSTER).historyFiles()).isEmpty();
  }

  @Test
  void keepsTheTraceOfARemovalAndMarksItsItem() {
    record(appeared(segment(7), at(1)), removed(segment(7), at(2), "AWS:mallory"));
    record(removed(partial(9), at(1), ""));

    assertThat(block().removals())
        .containsExactly(
            new Removal(partial(9), at(1), ""), new Removal(segment(7), at(2), "AWS:mallory"));
    assertThat(block().present()).as("until S3 was listed").containsExactly(7);
    assertThat(touched()).containsExactly(ITEM);
  }

  @Test
  void tamesAHostilePrincipal() {
    record(removed(segment(7), at(1), "a b\n\uD800é" + "x".repeat(10_000)));

    assertThat(block().removals())
        .singleElement()
        .extracting(Removal::by)
        .asString()
        .isEqualTo("a b???" + "x".repeat(90));
  }

  @Test
  void keepsTheTracesOfBackupsAndHistoryFiles() {
    record(
        removed(sentinel(), at(3)),
        removed(part(300), at(1)),
        removed(metadata("extended_version.txt"), at(2)),
        removed(history(2), at(4)));

    assertThat(ledger().read(CLUSTER).removals())
        .extracting(Removal::object)
        .containsExactly(part(300), metadata("extended_version.txt"), sentinel(), history(2));
    assertThat(ledger().read(CLUSTER).backups()).isEmpty();
    assertThat(ledger().read(CLUSTER).historyFiles()).isEmpty();
    assertThat(touched())
        .containsExactlyInAnyOrder(BACKUP_ITEM, new LedgerItem.History(new Timeline(2)));
  }

  @Test
  void beginsABackupWithAnyObjectOfIt() {
    record(appeared(metadata("extended_version.txt"), at(1)));

    assertThat(backup()).isEqualTo(backup(0, 0, 0, at(1), at(1), Optional.empty()));
  }

  @Test
  void countsThePartsAndBytesOfABackup() {
    record(
        appeared(metadata("extended_version.txt"), at(1)),
        appeared(part(0), at(2), 10),
        appeared(part(1), at(9), 20),
        appeared(part(1), at(9), 20));
    record(appeared(part(0), at(2), 10), appeared(sentinel(), at(8)));

    assertThat(backup()).isEqualTo(backup(2, 0, 30, at(1), at(9), Optional.of(at(8))));
  }

  @Test
  void countsAPartThatWasUploadedAgainOnceAndWithItsNewestSize() {
    record(appeared(part(5), at(9), 7));
    record(appeared(part(5), at(2), 1000));

    assertThat(backup()).isEqualTo(backup(1, 5, 7, at(2), at(9), Optional.empty()));
  }

  @Test
  void countsTheNewestSentinel() {
    record(appeared(sentinel(), at(9)));
    record(appeared(sentinel(), at(2)));

    assertThat(backup().finishedAt()).contains(at(9));
    assertThat(backup().firstArrival()).isEqualTo(at(2));
  }

  @Test
  void keepsABackupOfManyParts() {
    recordAll(
        LongStream.range(0, 1000)
            .<ObjectChange>mapToObj(number -> appeared(part(number), at((int) number), number))
            .toList());

    assertThat(backup()).isEqualTo(backup(1000, 0, 499_500, at(0), at(999), Optional.empty()));
  }

  @Test
  void keepsTheSizeOfTheLargestPartExactly() {
    record(appeared(part(Long.MAX_VALUE), at(1), Long.MAX_VALUE));

    assertThat(backup().bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void missesPartsOfWaleThatHigherNumbersPromise() {
    record(appeared(part(0), at(1)), appeared(part(300), at(1)));
    var promised = backup().partsMissing();
    record(appeared(part(Long.MAX_VALUE), at(2)));

    assertThat(promised).isEqualTo(299);
    assertThat(backup().partsMissing()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void missesNoPartsOfWalgWhoseNumbersHaveHoles() {
    var walg = BackupName.parse("base_000000010000000000000004");
    record(appeared(new ArchivedObject.BackupPart(walg, 7), at(1)));

    assertThat(backup().partsMissing()).isZero();
  }

  @Test
  void tellsBackupsApartWhoseNamesBeginAlike() {
    var full = BackupName.parse("base_000000010000000000000004");
    var delta = BackupName.parse("base_000000010000000000000004_D_000000010000000000000002");
    record(
        appeared(new ArchivedObject.BackupPart(delta, 300), at(1), 3),
        appeared(part(300), at(2), 4),
        appeared(new ArchivedObject.BackupPart(full, 300), at(3), 5));

    ledger().settle(CLUSTER, new LedgerItem.Backup(full), List.of());

    assertThat(ledger().read(CLUSTER).backups())
        .extracting(BaseBackup::name, BaseBackup::bytes)
        .containsExactly(tuple(BACKUP, 4L), tuple(delta, 3L));
  }

  @Test
  void keepsTheTimelinesWithAHistoryFile() {
    record(appeared(history(2), at(1)), appeared(history(0x10), at(1)));

    assertThat(ledger().read(CLUSTER).historyFiles())
        .containsExactlyInAnyOrder(new Timeline(2), new Timeline(0x10));
  }

  @Test
  void passesOverWhatItDoesNotKeep() {
    var label = new ArchivedObject.BackupLabel(SegmentName.parse("000000010000000000000004"), 40);
    record(
        appeared(label, at(1)),
        appeared(new ArchivedObject.Unknown("no key of an archive"), at(1)),
        removed(label, at(2)));

    assertThat(ledger().clusters()).isEmpty();
    assertThat(touched()).isEmpty();
  }

  @Test
  void namesAllClustersSorted() {
    for (var name : List.of("b/x/", "a/z/", "a/", "b/x/")) {
      record(new Appeared(ClusterId.parse(name), segment(1), at(1), 1, false));
    }

    assertThat(ledger().clusters())
        .containsExactly(ClusterId.parse("a/"), ClusterId.parse("a/z/"), ClusterId.parse("b/x/"));
  }

  @Test
  void keepsClustersApart() {
    record(appeared(segment(1), at(1)));
    record(new Appeared(new ClusterId("backups", "wal-e/"), segment(2), at(1), 1, false));

    assertThat(block().present()).containsExactly(1);
  }

  @Test
  void returnsTheBlocksOfARangeSorted() {
    var names = List.of("00000002000000000000", "00000001000000010000", "00000001000000000000");
    for (var name : names) {
      record(appeared(segment(name + "0001"), at(1)), appeared(segment(name + "0101"), at(1)));
    }
    var second = Optional.of(SegmentBlock.parse("0000000100000000000001"));
    var fifth = Optional.of(SegmentBlock.parse("0000000200000000000000"));

    assertThat(blocks(Optional.empty(), Optional.empty()))
        .containsExactly(
            "0000000100000000000000",
            "0000000100000000000001",
            "0000000100000001000000",
            "0000000100000001000001",
            "0000000200000000000000",
            "0000000200000000000001");
    assertThat(blocks(second, fifth))
        .containsExactly(
            "0000000100000000000001", "0000000100000001000000", "0000000100000001000001");
    assertThat(blocks(fifth, Optional.empty())).hasSize(2);
    assertThat(blocks(Optional.empty(), second)).containsExactly("0000000100000000000000");
    assertThat(blocks(fifth, second)).isEmpty();
    assertThat(blocks(second, second)).isEmpty();
  }

  @Test
  void settlesABlockAsItWasListed() {
    record(
        appeared(segment(1), at(1)),
        appeared(segment(2), at(2), 0),
        appeared(segment(3), at(3)),
        appeared(partial(4), at(4)),
        removed(segment(1), at(5)),
        removed(segment(2), at(5)));

    var found =
        List.of(
            appeared(segment(2), at(60), 5),
            appeared(segment(3), at(3), 0),
            appeared(segment(9), at(7)));
    boolean takenAway = ledger().settle(CLUSTER, ITEM, found);
    boolean again = ledger().settle(CLUSTER, ITEM, found);

    assertThat(takenAway).isTrue();
    assertThat(again).as("taken away by listing the same again").isFalse();
    assertThat(block().present()).containsExactly(2, 3, 9);
    assertThat(block().empty()).containsExactly(3);
    assertThat(block().partial()).isEmpty();
    assertThat(block().newestArrival()).contains(at(60));
    assertThat(block().removals()).extracting(Removal::object).containsExactly(segment(1));
  }

  @Test
  void takesNothingAwayBySettlingWhatIsRight() {
    record(appeared(segment(1), at(2)));

    boolean takenAway = ledger().settle(CLUSTER, ITEM, List.of(appeared(segment(1), at(1))));

    assertThat(takenAway).isFalse();
    assertThat(block().newestArrival()).contains(at(2));
  }

  @Test
  void learnsAClusterBySettling() {
    boolean takenAway = ledger().settle(CLUSTER, ITEM, List.of(appeared(segment(1), at(1))));

    assertThat(takenAway).isFalse();
    assertThat(ledger().clusters()).containsExactly(CLUSTER);
    assertThat(block().present()).containsExactly(1);
  }

  @Test
  void settlesABackupWithAllItsBlocksOfParts() {
    record(
        appeared(metadata("extended_version.txt"), at(1)),
        appeared(part(1), at(2), 10),
        appeared(part(300), at(3), 10),
        appeared(part(600), at(4), 10),
        appeared(sentinel(), at(5)));

    boolean takenAway =
        ledger()
            .settle(
                CLUSTER,
                BACKUP_ITEM,
                List.of(
                    appeared(metadata("extended_version.txt"), at(1)),
                    appeared(part(1), at(2), 11),
                    appeared(part(600), at(4), 10),
                    appeared(part(900), at(6), 10)));

    assertThat(takenAway).isTrue();
    assertThat(backup()).isEqualTo(backup(3, 898, 31, at(1), at(6), Optional.empty()));
  }

  @Test
  void believesTheListedSizeOfAPartWhateverItsTime() {
    record(appeared(part(1), at(100), 10), appeared(part(2), at(100), 10));

    var found =
        List.of(
            // an upload in parts is listed with the time it began
            appeared(part(1), at(50), 20), appeared(part(2), at(200), 20));
    ledger().settle(CLUSTER, BACKUP_ITEM, found);

    assertThat(backup().bytes()).isEqualTo(40);
    assertThat(ledger().settle(CLUSTER, BACKUP_ITEM, found)).isFalse();
  }

  @Test
  void keepsTheExactTimesOfFilesThatAreListedInWholeSeconds() {
    var exact = at(5).plusMillis(250);
    record(appeared(sentinel(), exact), appeared(history(2), exact));

    boolean takenAway = ledger().settle(CLUSTER, BACKUP_ITEM, List.of(appeared(sentinel(), at(5))));

    assertThat(takenAway).isFalse();
    assertThat(backup().finishedAt()).contains(exact);
    assertThat(backup().firstArrival()).isEqualTo(exact);
  }

  @Test
  void takesAListedSentinelThatIsNewer() {
    record(appeared(sentinel(), at(5)));

    ledger().settle(CLUSTER, BACKUP_ITEM, List.of(appeared(sentinel(), at(50))));

    assertThat(backup().finishedAt()).contains(at(50));
  }

  @Test
  void settlesAHistoryFile() {
    var item = new LedgerItem.History(new Timeline(2));

    boolean added = ledger().settle(CLUSTER, item, List.of(appeared(history(2), at(1))));
    var histories = ledger().read(CLUSTER).historyFiles();
    boolean takenAway = ledger().settle(CLUSTER, item, List.of());

    assertThat(added).isFalse();
    assertThat(histories).containsExactly(new Timeline(2));
    assertThat(takenAway).isTrue();
    assertThat(ledger().read(CLUSTER).historyFiles()).isEmpty();
  }

  @Test
  void keepsOneTraceOfTheManyRemovedPartsOfASettledBackup() {
    recordAll(
        LongStream.range(0, 20)
            .<ObjectChange>mapToObj(number -> removed(part(number), at((int) number)))
            .toList());

    boolean takenAway = ledger().settle(CLUSTER, BACKUP_ITEM, List.of());

    assertThat(takenAway).isFalse();
    assertThat(ledger().read(CLUSTER).removals())
        .containsExactly(new Removal(part(19), at(19), "AWS:AIDAEXAMPLE"));
  }

  @Test
  void passesOverListedObjectsOfOtherItems() {
    ledger()
        .settle(CLUSTER, ITEM, List.of(appeared(sentinel(), at(1)), appeared(segment(1), at(1))));

    assertThat(ledger().read(CLUSTER).backups()).isEmpty();
    assertThat(block().present()).containsExactly(1);
  }

  @Test
  void clearsTheMarksOfWhatWasServed() {
    record(removed(segment(1), at(1)), removed(sentinel(), at(1)), removed(history(2), at(1)));

    ledger().clearTouched(CLUSTER, Set.of(ITEM, BACKUP_ITEM));

    assertThat(touched()).containsExactly(new LedgerItem.History(new Timeline(2)));
  }

  @Test
  void keepsTheMarkOfARemovalThatCameAfterTheListing() {
    for (var object : List.of(segment(1), part(300), sentinel(), history(2))) {
      record(appeared(object, at(1)));
    }
    var items = Set.of(ITEM, BACKUP_ITEM, new LedgerItem.History(new Timeline(2)));

    record(removed(segment(1), at(2)), removed(part(300), at(2)), removed(history(2), at(2)));
    ledger().clearTouched(CLUSTER, items);

    assertThat(touched()).isEqualTo(items);
  }

  @Test
  void marksAnItemAgainWhenAnArrivalIsToldAfterItsRemovalWasSettled() {
    record(
        removed(segment(1), at(2)),
        removed(part(300), at(2)),
        removed(part(301), at(3)),
        removed(history(2), at(2)));
    var items = touched();
    for (var item : items) {
      ledger().settle(CLUSTER, item, List.of());
    }
    ledger().clearTouched(CLUSTER, items);
    assertThat(touched()).isEmpty();

    record(appeared(segment(2), at(1)));
    assertThat(touched()).as("after an arrival of another object").isEmpty();
    record(appeared(segment(1), at(1)), appeared(part(300), at(1)), appeared(history(2), at(1)));

    assertThat(touched()).isEqualTo(items);
  }

  @Test
  void asksToReadHistoryFilesFirstAndThenWhatHasComeNewest() {
    record(
        appeared(history(2), at(1)),
        appeared(metadata("extended_version.txt"), at(2)),
        appeared(sentinel(), at(3)),
        appeared(part(1), at(4)),
        appeared(segment(1), at(5)));

    assertThat(ledger().read(CLUSTER).unread())
        .containsExactly(
            new Unread(history(2), at(1)),
            new Unread(sentinel(), at(3)),
            new Unread(metadata("extended_version.txt"), at(2)));
  }

  @Test
  void tellsWhatWasReadInAHistoryFileAndDoesNotAskAgain() {
    var history = TimelineHistory.parse(new Timeline(2), "1\t0/2A33FF50\tno target\n");
    record(appeared(history(2), at(1)));

    ledger().describe(CLUSTER, new Description(history(2), at(1), new Meaning.History(history)));

    assertThat(ledger().read(CLUSTER).histories()).containsExactly(Map.entry(TWO, history));
    assertThat(ledger().read(CLUSTER).unread()).isEmpty();
    assertThat(ledger().read(CLUSTER).unreadable()).isEmpty();
  }

  @Test
  void keepsThatAFileCouldNotBeReadUntilItComesAgain() {
    record(appeared(history(2), at(1)));
    ledger()
        .describe(
            CLUSTER, new Description(history(2), at(1), new Meaning.Unreadable("encrypted\u0007")));
    var before = ledger().read(CLUSTER);

    record(appeared(history(2), at(60)));

    assertThat(before.unreadable()).containsExactly(Map.entry(TWO, "encrypted?"));
    assertThat(before.historyFiles()).containsExactly(TWO);
    assertThat(before.unread()).isEmpty();
    assertThat(ledger().read(CLUSTER).unread()).containsExactly(new Unread(history(2), at(60)));
  }

  @Test
  void tellsAllOfASentinelAndTheServersVersion() {
    var stop = new Stop.InSegment(BLOCK.name(9), OptionalLong.of(312));
    var told = sentinelThat(Optional.of(stop), false);
    record(appeared(metadata("extended_version.txt"), at(1)), appeared(sentinel(), at(2)));

    ledger().describe(CLUSTER, new Description(sentinel(), at(2), new Meaning.Sentinel(told)));
    ledger()
        .describe(
            CLUSTER,
            new Description(
                metadata("extended_version.txt"), at(1), new Meaning.ServerVersion(90224)));

    assertThat(backup().sentinel()).contains(told);
    assertThat(backup().serverVersion()).hasValue(90224);
    assertThat(ledger().read(CLUSTER).unread()).isEmpty();
  }

  @Test
  void believesTheNewestMetadataAboutWhetherABackupIsPermanent() {
    var walg = BackupName.parse("base_000000010000000000000008_D_000000010000000000000004");
    var file = new ArchivedObject.BackupMetadata(walg, "metadata.json");
    var sentinel = new ArchivedObject.Sentinel(walg);
    var delta =
        new Delta(
            BackupName.parse("base_000000010000000000000004"),
            Optional.empty(),
            OptionalLong.of(1),
            Optional.of(Lsn.parse("0/4000028")));
    var told = sentinelThat(Optional.of(new Stop.At(Lsn.parse("0/A000100"))), false, delta);
    record(appeared(file, at(1)), appeared(sentinel, at(2)), appeared(file, at(5000)));

    // the newest is read first, and the older one told late
    describe(file, at(5000), new Meaning.Metadata(metadataThat(true)));
    describe(sentinel, at(2), new Meaning.Sentinel(told));
    describe(file, at(1), new Meaning.Metadata(metadataThat(false)));

    assertThat(backup().sentinel()).contains(told.with(metadataThat(true)));
    assertThat(backup().serverVersion()).hasValue(150018);
    assertThat(ledger().read(CLUSTER).unread()).isEmpty();
  }

  @Test
  void readsMetadataAgainThatIsWrittenAgainYearsLater() {
    var walg = BackupName.parse("base_000000010000000000000004");
    var file = new ArchivedObject.BackupMetadata(walg, "metadata.json");
    record(appeared(file, at(1)));
    describe(file, at(1), new Meaning.Metadata(metadataThat(false)));
    assertThat(ledger().read(CLUSTER).unread()).isEmpty();

    record(appeared(file, at(100_000_000)));

    assertThat(ledger().read(CLUSTER).unread()).containsExactly(new Unread(file, at(100_000_000)));
  }

  @Test
  void doesNotAskAgainForAFileThatIsNotThere() {
    record(appeared(metadata("files_metadata.json"), at(1)));

    describe(metadata("extended_version.txt"), at(1), new Meaning.Absent());

    assertThat(ledger().read(CLUSTER).unread()).isEmpty();
    assertThat(backup().serverVersion()).isEmpty();
    assertThat(backup().sentinel()).isEmpty();
  }

  @Test
  void forgetsWhatWasReadInFilesThatAreGone() {
    record(appeared(metadata("extended_version.txt"), at(1)), appeared(sentinel(), at(2)));
    describe(metadata("extended_version.txt"), at(1), new Meaning.ServerVersion(90224));
    describe(sentinel(), at(2), new Meaning.Sentinel(sentinelThat(Optional.empty(), true)));

    ledger()
        .settle(CLUSTER, BACKUP_ITEM, List.of(appeared(metadata("extended_version.txt"), at(1))));
    var withoutSentinel = backup();
    record(appeared(sentinel(), at(2)));

    assertThat(withoutSentinel.sentinel()).isEmpty();
    assertThat(withoutSentinel.serverVersion()).hasValue(90224);
    assertThat(ledger().read(CLUSTER).unread()).containsExactly(new Unread(sentinel(), at(2)));
  }

  @Test
  void tellsWhichBackupsAndHistoryFilesLeftNothingButTraces() {
    record(
        appeared(history(2), at(1)),
        removed(history(3), at(1)),
        removed(sentinel(), at(1)),
        removed(part(300), at(1)));

    assertThat(ledger().read(CLUSTER).spent())
        .containsExactlyInAnyOrder(BACKUP_ITEM, new LedgerItem.History(new Timeline(3)));
  }

  @Test
  void forgetsAnItemThatHoldsNothingButTraces() {
    record(
        removed(sentinel(), at(1)),
        removed(part(300), at(1)),
        removed(history(3), at(1)),
        removed(segment(1), at(1)),
        appearedAndGone(segment(2), at(2)));

    for (var item : List.of(BACKUP_ITEM, ITEM, new LedgerItem.History(new Timeline(3)))) {
      assertThat(ledger().forget(CLUSTER, item)).isTrue();
    }

    assertThat(ledger().read(CLUSTER).removals()).isEmpty();
    assertThat(ledger().read(CLUSTER).spent()).isEmpty();
    assertThat(ledger().block(CLUSTER, BLOCK)).isEmpty();
    assertThat(ledger().forget(CLUSTER, ITEM)).as("forgotten again").isTrue();
  }

  @Test
  void forgetsNothingOfAnItemThatHoldsAnObject() {
    record(removed(sentinel(), at(1)), appeared(part(300), at(1)), removed(segment(1), at(1)));
    record(appeared(partial(7), at(1)));

    assertThat(ledger().forget(CLUSTER, BACKUP_ITEM)).isFalse();
    assertThat(ledger().forget(CLUSTER, ITEM)).isFalse();

    assertThat(ledger().read(CLUSTER).removals()).hasSize(1);
    assertThat(block().removals()).hasSize(1);
  }

  @Test
  void keepsWhatIsRecordedAfterAnItemWasForgotten() {
    record(removed(segment(1), at(1)));
    ledger().forget(CLUSTER, ITEM);

    record(appeared(segment(1), at(2)));

    assertThat(block().present()).containsExactly(1);
    assertThat(block().removals()).isEmpty();
  }

  @Test
  void beginsAForgottenItemAnewWithWhatIsAddedLater() {
    record(appearedAndGone(segment(1), at(9)), removed(history(3), at(9)));
    ledger().forget(CLUSTER, ITEM);
    ledger().forget(CLUSTER, new LedgerItem.History(new Timeline(3)));

    record(appeared(segment(2), at(2)));
    record(appeared(history(3), at(2)));

    assertThat(block().newestArrival()).as("older than what was forgotten").contains(at(2));
    assertThat(block().present()).containsExactly(2);
    assertThat(ledger().read(CLUSTER).historyFiles()).containsExactly(new Timeline(3));
    assertThat(ledger().read(CLUSTER).removals()).isEmpty();
  }

  @Test
  void findsNothingInAForgottenItemWhenItIsComparedAndSettled() {
    record(removed(segment(1), at(1)), removed(sentinel(), at(1)), removed(part(300), at(1)));
    ledger().forget(CLUSTER, ITEM);
    ledger().forget(CLUSTER, BACKUP_ITEM);

    assertThat(ledger().compare(CLUSTER, ITEM, List.of())).isEqualTo(Difference.NONE);
    assertThat(ledger().settle(CLUSTER, ITEM, List.of())).isFalse();
    assertThat(ledger().settle(CLUSTER, BACKUP_ITEM, List.of())).isFalse();

    assertThat(ledger().block(CLUSTER, BLOCK)).isEmpty();
    assertThat(ledger().blocks(CLUSTER, Optional.empty(), Optional.empty())).isEmpty();
    assertThat(ledger().read(CLUSTER).spent()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Notes.class)
  void savesNotesOfEachKindUnderAVersionOfTheirOwn(Notes kind) {
    var hostile = "alice\n\"; DROP TABLE é 😀 " + "x".repeat(5000);
    var first = ledger().save(CLUSTER, kind, CheckState.NONE.with(Map.of("a-b", hostile)));
    ledger().save(CLUSTER, CheckState.NONE.with(Map.of("of the checker", "1")));

    var read = ledger().read(CLUSTER);

    assertThat(notes(read).get(kind)).isEqualTo(first);
    assertThat(first.facts()).containsEntry("a-b", hostile);
    assertThat(notes(read).values()).containsOnlyOnce(first);
    assertThat(read.state().facts()).containsOnlyKeys("of the checker");
    assertThatThrownBy(() -> ledger().save(CLUSTER, kind, CheckState.NONE))
        .isInstanceOf(StaleStateException.class);
  }

  private static Map<Notes, CheckState> notes(ClusterLedger read) {
    return Map.of(
        Notes.ACKNOWLEDGEMENTS, read.acknowledged(),
        Notes.SILENCES, read.silences(),
        Notes.ALERTS, read.alerts());
  }

  @Test
  void knowsNothingOfTheWatcherAtFirst() {
    assertThat(ledger().watcher())
        .isEqualTo(new WatcherLedger(Optional.empty(), Map.of(), CheckState.NONE));
  }

  @Test
  void keepsTheNewestEventWhateverTheOrder() {
    ledger().noteEvent(at(2));
    ledger().noteEvent(at(0));
    ledger().noteEvent(at(2));

    assertThat(ledger().watcher().lastEvent()).contains(at(2));
    assertThat(ledger().clusters()).isEmpty();
  }

  @Test
  void keepsTheNewestOfEachCanaryWhateverTheOrder() {
    var one = new Canary("backups", "production/walwatch/canary");
    var other = new Canary("backups", "staging/walwatch/canary#1");
    ledger().noteCanary(one, at(2));
    ledger().noteCanary(other, at(1));
    ledger().noteCanary(one, at(0));
    ledger().noteCanary(one, at(2));
    ledger().noteCanary(new Canary("backups", "somebody/walwatch/canary"), at(2));

    var watcher = ledger().watcher(Set.of(one, other, new Canary("backups", "none")));

    assertThat(watcher.canaries()).isEqualTo(Map.of(one, at(2), other, at(1)));
    assertThat(watcher.lastEvent()).isEmpty();
    assertThat(ledger().clusters()).isEmpty();
  }

  @Test
  void keepsACanaryWhateverElseIsSavedOfTheWatcher() {
    var canary = new Canary("backups", "x".repeat(993));
    ledger().noteCanary(canary, at(1));
    ledger().saveWatcher(CheckState.NONE.with(Map.of("canary " + canary, "put")));
    ledger().noteEvent(at(3));

    var watcher = ledger().watcher(Set.of(canary));

    assertThat(watcher.canaries()).isEqualTo(Map.of(canary, at(1)));
    assertThat(watcher.lastEvent()).contains(at(3));
    assertThat(watcher.state().facts()).hasSize(1);
  }

  @Test
  void savesWhatTheCheckerWantsToKnowOfTheWatcher() {
    var first = ledger().saveWatcher(CheckState.NONE.with(Map.of("backlog", "1")));
    ledger().noteEvent(at(0));

    var read = ledger().watcher();

    assertThat(read.state()).isEqualTo(first);
    assertThat(read.state().facts()).containsEntry("backlog", "1");
    assertThatThrownBy(() -> ledger().saveWatcher(CheckState.NONE))
        .isInstanceOf(StaleStateException.class);
  }

  private void describe(ArchivedObject object, Instant arrived, Meaning meaning) {
    ledger().describe(CLUSTER, new Description(object, arrived, meaning));
  }

  private static SentinelContent sentinelThat(Optional<Stop> stop, boolean permanent) {
    return new SentinelContent(
        Optional.of(Lsn.parse("0/4000028")),
        stop,
        Optional.empty(),
        OptionalLong.of(-7507672962298572862L),
        OptionalLong.of(20_162_900),
        OptionalLong.empty(),
        permanent,
        Optional.of(at(1)),
        Optional.of(at(2).plusNanos(250_000)),
        OptionalInt.empty());
  }

  private static SentinelContent sentinelThat(Optional<Stop> stop, boolean permanent, Delta delta) {
    var full = sentinelThat(stop, permanent);
    return new SentinelContent(
        full.start(),
        full.stop(),
        Optional.of(delta),
        full.systemIdentifier(),
        full.uncompressedBytes(),
        full.compressedBytes(),
        full.permanent(),
        full.startedAt(),
        full.finishedAt(),
        full.serverVersion());
  }

  private static MetadataContent metadataThat(boolean permanent) {
    return new MetadataContent(
        Optional.empty(),
        Optional.of(Lsn.parse("0/A000100")),
        OptionalLong.empty(),
        OptionalInt.of(150018),
        OptionalLong.empty(),
        OptionalLong.of(858_502_390),
        Optional.of(permanent),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void savesTheCheckersState() {
    var first = ledger().save(CLUSTER, new CheckState(0, Map.of("frontier", "")));
    var second = ledger().save(CLUSTER, first.with(Map.of("frontier", "7", "status", "x")));

    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(ledger().read(CLUSTER).state())
        .isEqualTo(new CheckState(2, Map.of("frontier", "7", "status", "x")));
    assertThat(ledger().clusters()).isEmpty();
  }

  @Test
  void refusesAStateThatAnotherRunHasReplaced() {
    var read = ledger().save(CLUSTER, CheckState.NONE.with(Map.of("run", "0")));
    ledger().save(CLUSTER, read.with(Map.of("run", "1")));

    assertThatThrownBy(() -> ledger().save(CLUSTER, read.with(Map.of("run", "2"))))
        .isInstanceOf(StaleStateException.class)
        .hasMessageContaining("version 1");
    assertThatThrownBy(() -> ledger().save(CLUSTER, CheckState.NONE))
        .isInstanceOf(StaleStateException.class);
    assertThat(ledger().read(CLUSTER).state().facts()).containsEntry("run", "1");
  }

  @Test
  void savesHowFarASweepHasCome() {
    var drift = new Drift(7, at(1), at(2), at(3));
    var cursor =
        new SweepCursor(at(4), 1, "wal_005/\u00e4\n", Optional.of(BLOCK), 12, Optional.of(drift));
    var state =
        new SweepState(
            0,
            5,
            Optional.of(at(5)),
            Optional.of(at(6)),
            Optional.of(cursor),
            Map.of(ITEM, new Suspicion(at(7), at(8)), BACKUP_ITEM, new Suspicion(at(8), at(9))),
            Optional.of(drift));

    var saved = ledger().saveSweep(CLUSTER, state);

    assertThat(saved).isEqualTo(state.withVersion(1));
    assertThat(ledger().sweep(CLUSTER)).isEqualTo(saved);
    assertThat(ledger().read(CLUSTER).sweep()).isEqualTo(saved);
    assertThat(ledger().read(CLUSTER).state()).isEqualTo(CheckState.NONE);
    assertThat(ledger().clusters()).isEmpty();
  }

  @Test
  void refusesTheStateOfASweepThatAnotherRunHasReplaced() {
    var first = ledger().saveSweep(CLUSTER, SweepState.NEVER);
    ledger().saveSweep(CLUSTER, first.repairing());

    assertThatThrownBy(() -> ledger().saveSweep(CLUSTER, first))
        .isInstanceOf(StaleStateException.class);
    assertThat(ledger().sweep(CLUSTER).repairs()).isEqualTo(1);
  }

  @Test
  void comparesABlockWithAListingAndChangesNothing() {
    record(
        appeared(segment(1), at(1)),
        appeared(segment(2), at(2)),
        appeared(segment(3), at(3)),
        appeared(partial(4), at(4)),
        removed(segment(3), at(5)));
    var before = block();

    var difference =
        ledger()
            .compare(
                CLUSTER, ITEM, List.of(appeared(segment(1), at(1)), appeared(segment(9), at(2))));

    assertThat(difference)
        .isEqualTo(new Difference(List.of(appeared(segment(9), at(2))), 2, false));
    assertThat(block()).isEqualTo(before);
  }

  @Test
  void findsNoDifferenceInTheMomentsThatAListingRounds() {
    var exact = at(5).plusMillis(250);
    record(appeared(segment(1), exact), appeared(sentinel(), exact), appeared(part(1), exact, 5));

    var listed = List.of(appeared(sentinel(), at(5)), appeared(part(1), at(6), 5));

    assertThat(ledger().compare(CLUSTER, BACKUP_ITEM, listed)).isEqualTo(Difference.NONE);
    assertThat(ledger().compare(CLUSTER, ITEM, List.of(appeared(segment(1), at(6)))))
        .isEqualTo(Difference.NONE);
  }

  @Test
  void findsThatAnObjectWasWrittenAgain() {
    record(appeared(segment(1), at(1)), appeared(sentinel(), at(1)), appeared(history(2), at(1)));
    var segment = appeared(segment(1), at(100));
    var sentinel = appeared(sentinel(), at(100));

    assertThat(ledger().compare(CLUSTER, ITEM, List.of(segment)).missing())
        .containsExactly(segment);
    assertThat(ledger().compare(CLUSTER, BACKUP_ITEM, List.of(sentinel)).missing())
        .containsExactly(sentinel);
  }

  @Test
  void findsWhatNoArrivalCorrects() {
    record(appeared(segment(1), at(9), 0), appeared(part(300), at(9), 10));
    var part = List.of(appeared(part(300), at(1), 20));

    assertThat(ledger().compare(CLUSTER, ITEM, List.of(appeared(segment(1), at(9)))))
        .isEqualTo(new Difference(List.of(), 0, true));
    assertThat(ledger().compare(CLUSTER, BACKUP_ITEM, part))
        .isEqualTo(new Difference(part, 0, true));
  }

  @Test
  void findsWhatIsGoneOfABackupUnlessItsRemovalWasTold() {
    record(
        appeared(metadata("metadata.json"), at(1)),
        appeared(part(1), at(1)),
        appeared(part(300), at(1)),
        appeared(sentinel(), at(1)));
    record(removed(part(300), at(2)));

    assertThat(ledger().compare(CLUSTER, BACKUP_ITEM, List.of()))
        .isEqualTo(new Difference(List.of(), 3, false));
  }

  @Test
  void replacesTheOwnSettingsOfACluster() {
    ledger().savePolicy(CLUSTER, Map.of("a", "1", "b", "2"));
    ledger().savePolicy(CLUSTER, Map.of("b", "3"));

    assertThat(ledger().read(CLUSTER).policy()).containsExactlyEntriesOf(Map.of("b", "3"));
    assertThat(ledger().read(CLUSTER).state()).isEqualTo(CheckState.NONE);
  }

  /** A failure says the seed; {@code -Dwalwatch.seed=…} plays it again. */
  @Test
  void endsInTheSameLedgerInAnyOrderRepeatedAndSplit() {
    long first = Long.getLong("walwatch.seed", System.nanoTime());
    for (long seed = first; seed < first + histories(); seed++) {
      long history = seed;
      assertThatNoException()
          .as("replay with -Dwalwatch.seed=%d", history)
          .isThrownBy(() -> endsInTheSameLedger(new RandomChanges(history)));
    }
  }

  private void endsInTheSameLedger(RandomChanges random) {
    var changes = random.changes();
    var straight = anotherLedger();
    var twisted = anotherLedger();

    assertThat(straight.record(changes)).isEmpty();
    for (var batch : random.twisted(changes)) {
      assertThat(twisted.record(batch)).isEmpty();
    }

    assertThat(LedgerDump.of(twisted)).isEqualTo(LedgerDump.of(straight));
  }

  private void record(ObjectChange... changes) {
    recordAll(List.of(changes));
  }

  private void recordAll(List<ObjectChange> changes) {
    assertThat(ledger().record(changes)).as("changes that could not be written").isEmpty();
  }

  private WalBlock block() {
    return ledger().block(CLUSTER, BLOCK).orElseThrow();
  }

  private BaseBackup backup() {
    var backups = ledger().read(CLUSTER).backups();
    assertThat(backups).hasSize(1);
    return backups.getFirst();
  }

  private static BaseBackup backup(
      int parts, int missing, long bytes, Instant first, Instant last, Optional<Instant> finished) {
    return new BaseBackup(
        BACKUP,
        parts,
        missing,
        bytes,
        first,
        last,
        finished,
        Optional.empty(),
        OptionalInt.empty());
  }

  private Set<LedgerItem> touched() {
    return ledger().read(CLUSTER).touched();
  }

  private List<String> blocks(Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
    return ledger().blocks(CLUSTER, from, before).stream()
        .map(block -> block.block().digits())
        .toList();
  }
}
