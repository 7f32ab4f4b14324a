package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Plays each recorded trace as S3 and SQS may deliver it: in any order, several times, in any
 * batches, and with checks between. A failure tells its seed; {@code -Dwalwatch.seed=SEED} plays
 * that very delivery again.
 */
class RecordArrivalsPropertyTest {
  private static final int DELIVERIES = 40;
  private static final long SEED = Long.getLong("walwatch.seed", System.nanoTime());

  @ParameterizedTest
  @FieldSource("dev.walwatch.lambda.RecordArrivalsTrace#NAMES")
  void endsWithTheSegmentsAndTheBackupsThatAreInS3(String name) {
    var trace = RecordArrivalsTrace.load(name, "backups");
    var segments = new TreeSet<SegmentName>();
    var finished = new TreeSet<BackupName>();
    for (var object : trace.left()) {
      switch (object) {
        case Segment(var segment) -> segments.add(segment);
        case Sentinel(var backup) -> finished.add(backup);
        default -> {}
      }
    }

    var contents = playedInOrder(trace, ChronoUnit.SECONDS);

    assertThat(contents).hasSize(1);
    assertThat(contents.getFirst().wal())
        .flatExtracting(
            block -> block.present().stream().map(place -> block.block().name(place)).toList())
        .containsExactlyElementsOf(segments);
    assertThat(contents.getFirst().cluster().backups())
        .filteredOn(BaseBackup::isComplete)
        .extracting(BaseBackup::name)
        .containsExactlyElementsOf(finished);
  }

  @ParameterizedTest
  @FieldSource("dev.walwatch.lambda.RecordArrivalsTrace#NAMES")
  void endsInTheSameLedgerHoweverTheEventsOfATraceAreDelivered(String name) {
    var trace = RecordArrivalsTrace.load(name, "backups");
    var expected = playedInOrder(trace, ChronoUnit.SECONDS);
    var newest = new TreeSet<Optional<Instant>>(Comparator.comparing(Optional::orElseThrow));

    for (long seed = SEED; seed < SEED + DELIVERIES; seed++) {
      var harness =
          new RecordArrivalsHarness(new InMemoryLedger(), trace.listing(ChronoUnit.SECONDS));
      for (var batch : anyDelivery(trace.notifications(), new Random(seed))) {
        assertThat(harness.deliver(batch)).isEmpty();
      }
      harness.settle("backups");

      assertThat(harness.contents("backups")).describedAs("seed %d", seed).isEqualTo(expected);
      newest.add(harness.ledger().watcher().lastEvent());
    }

    assertThat(newest).describedAs("when the newest event came").hasSize(1);
  }

  /**
   * An event may come after a check has listed the archive already. The listing is exact to the
   * millisecond here: what it finds before any event told of it would else keep S3's whole second.
   */
  @ParameterizedTest
  @FieldSource("dev.walwatch.lambda.RecordArrivalsTrace#NAMES")
  void endsInTheSameLedgerWhenEventsComeAfterTheListing(String name) {
    var trace = RecordArrivalsTrace.load(name, "backups");
    var expected = playedInOrder(trace, ChronoUnit.MILLIS);

    for (long seed = SEED; seed < SEED + DELIVERIES; seed++) {
      var random = new Random(seed);
      var harness =
          new RecordArrivalsHarness(new InMemoryLedger(), trace.listing(ChronoUnit.MILLIS));
      for (var batch : anyDelivery(trace.notifications(), random)) {
        assertThat(harness.deliver(batch)).isEmpty();
        if (random.nextInt(3) == 0) {
          harness.settle("backups");
        }
      }
      harness.settle("backups");

      assertThat(harness.contents("backups")).describedAs("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<RecordArrivalsHarness.Contents> playedInOrder(
      RecordArrivalsTrace trace, ChronoUnit precision) {
    var harness = new RecordArrivalsHarness(new InMemoryLedger(), trace.listing(precision));
    for (var notification : trace.notifications()) {
      assertThat(harness.deliver(List.of(notification))).isEmpty();
    }
    harness.settle("backups");
    var contents = harness.contents("backups");
    assertThat(contents).isNotEmpty();
    return contents;
  }

  private static List<List<String>> anyDelivery(List<String> notifications, Random random) {
    var delivered = new ArrayList<>(notifications);
    for (var notification : notifications) {
      for (int copies = random.nextInt(3); copies > 0; copies--) {
        delivered.add(notification);
      }
    }
    Collections.shuffle(delivered, random);
    var batches = new ArrayList<List<String>>();
    for (int from = 0; from < delivered.size(); ) {
      int to = Math.min(delivered.size(), from + 1 + random.nextInt(20));
      batches.add(delivered.subList(from, to));
      from = to;
    }
    return batches;
  }
}
