package dev.walwatch.ledger;

import static dev.walwatch.ledger.Changes.CLUSTER;
import static dev.walwatch.ledger.Changes.appeared;
import static dev.walwatch.ledger.Changes.at;
import static dev.walwatch.ledger.Changes.removed;
import static dev.walwatch.ledger.Changes.segment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  private final Ledger ledger = new InMemoryLedger();
  private final ArchiveReader reader = new ArchiveReader(ledger);
  private CheckState state = CheckState.NONE;

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 1024})
  void findsASegmentThatComesLateAtTheEndOfTheLogIdBefore(int megabytes) {
    var numbering = new WalNumbering(SegmentSize.megabytes(megabytes), false);
    int last = numbering.perLogId() - 1;
    put(7, last - 1);
    put(8, 0);
    read();

    put(7, last);
    var wal = read();

    assertThat(wal.present())
        .isEqualTo(names(7, last - 1).union(names(7, last)).union(names(8, 0)));
  }

  @Test
  void findsASegmentThatComesLateInAHoleOfLongAgo() {
    for (int logId = 0; logId < 10; logId++) {
      putAll(logId, logId == 3 ? 255 : 256);
    }
    read();

    put(3, 255);

    assertThat(read().present().count()).isEqualTo(10 * 256);
  }

  @Test
  void findsWhatAListingAddsBeforeTheFirstKnownSegment() {
    putAll(9, 256);
    put(10, 0);
    read();

    put(2, 17);
    put(9, 0);

    assertThat(read().present().first()).isEqualTo(names(2, 17).first());
  }

  @Test
  void findsANewTimelineBetweenTwoKnownOnes() {
    record(appeared(segment("000000010000000000000001"), at(1)));
    record(appeared(segment("000000030000000000000001"), at(1)));
    read();

    record(appeared(segment("000000020000000000000001"), at(2)));

    assertThat(reader.read(CLUSTER, known(), Set.of()).archive().wal())
        .containsOnlyKeys(new Timeline(1), new Timeline(2), new Timeline(3));
  }

  @Test
  void tellsEmptySegmentsFromThoseWithContent() {
    record(appeared(segment(5), at(1)), appeared(segment(6), at(2), 0));

    var first = read();
    var again = read();

    assertThat(first.present()).isEqualTo(names(0, 5));
    assertThat(first.empty()).isEqualTo(names(0, 6));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void readsABlockOfLongAgoOnlyWhenItIsNamed() {
    for (int logId = 0; logId < 10; logId++) {
      putAll(logId, 256);
    }
    read();
    var block = new SegmentBlock(Timeline.FIRST, 4, 0);
    var name = new SegmentName(Timeline.FIRST, 4, 8);
    record(removed(segment(name.toString()), at(1)));
    ledger.settle(CLUSTER, new LedgerItem.Block(block), List.of());

    assertThat(read().present().count()).isEqualTo(10 * 256);
    var named = reader.read(CLUSTER, known(), Set.of(block));

    assertThat(first(named).present().count()).isEqualTo(9 * 256);
    assertThat(named.archive().removals()).hasSize(1);
    assertThat(named.spent()).containsExactly(block);
  }

  @Test
  void readsAllAgainWhenTheFactsAreOfTheFormerForm() {
    putAll(1, 256);
    putAll(2, 3);
    state = new CheckState(7, Map.of("verified 00000001", "16777216 false 1772366400000 1-4 "));

    var wal = read();

    assertThat(wal.present().count()).isEqualTo(259);
  }

  @Test
  void keepsItsFactsSmallHoweverManyLogIdsThereAre() {
    for (int logId = 0; logId < 300; logId++) {
      putAll(logId, 256);
    }

    read();

    assertThat(state.facts().get("verified 00000001")).hasSizeLessThan(100);
  }

  private TimelineWal read() {
    var read = reader.read(CLUSTER, known(), Set.of());
    state = state.with(read.verified());
    return first(read);
  }

  private static TimelineWal first(ArchiveReader.Read read) {
    return read.archive().wal().getOrDefault(Timeline.FIRST, TimelineWal.EMPTY);
  }

  private ClusterLedger known() {
    return ledger.read(CLUSTER).withState(state);
  }

  private void put(int logId, int part) {
    record(appeared(segment(new SegmentName(Timeline.FIRST, logId, part).toString()), at(logId)));
  }

  private void putAll(int logId, int parts) {
    var changes = new ArrayList<ObjectChange>();
    for (int part = 0; part < parts; part++) {
      var name = new SegmentName(Timeline.FIRST, logId, part).toString();
      changes.add(appeared(segment(name), at(logId)));
    }
    assertThat(ledger.record(changes)).isEmpty();
  }

  private void record(ObjectChange... changes) {
    assertThat(ledger.record(List.of(changes))).isEmpty();
  }

  private static SegmentRuns names(int logId, int part) {
    return SegmentRuns.ofNumbers(LongStream.of(logId * 4096L + part));
  }
}
