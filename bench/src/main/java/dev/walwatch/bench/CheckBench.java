package dev.walwatch.bench;

import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.ArchiveReader;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One check of one cluster, as often as the deployed function makes it: what it reads of the ledger
 * and how long reading and judging take, with a day and with a year of WAL behind it.
 */
final class CheckBench {
  private static final ClusterId CLUSTER = ClusterId.parse("backups/production/main");
  private static final Instant BEGIN = SyntheticListing.BEGIN;
  private static final Policy POLICY = PolicySettings.defaults().toPolicy();
  private static final int A_DAY = 1440;
  private static final int A_YEAR = 365 * A_DAY;
  private static final int CHECKS = 400;
  private static final int WARM_UP = 200;

  private CheckBench() {}

  /**
   * What a check came to.
   *
   * @param queries how many range reads of the ledger
   * @param blocks how many blocks they returned
   * @param time the median
   */
  private record Cost(int queries, int blocks, Duration time) {
    String row(String age) {
      return "| %s | %d | %d | %.0f µs |%n".formatted(age, queries, blocks, micros());
    }

    double micros() {
      return time.toNanos() / 1000.0;
    }
  }

  static String run() {
    measure(A_DAY); // the classes are loaded and compiled once for both
    var day = measure(A_DAY);
    var year = measure(A_YEAR);
    return """
        ## check: one cluster, a segment each minute, a check each five

        | WAL behind it | range reads | blocks read | reading and judging |
        |---|---|---|---|
        %s%s
        A year of WAL takes %.2f times as long as a day of it.
        """
        .formatted(day.row("1 day"), year.row("1 year"), year.micros() / day.micros());
  }

  private static Cost measure(int segments) {
    var ledger = new CountingLedger(new InMemoryLedger());
    ledger.record(List.of(part(segments - 100), sentinel(segments - 99)));
    for (int number = 1; number <= segments; number++) {
      ledger.record(List.of(segment(number)));
    }
    var cluster = new Cluster(ledger);
    int newest = segments;
    cluster.check(moment(newest));
    var times = new ArrayList<Duration>();
    for (int check = 0; check < WARM_UP + CHECKS; check++) {
      for (int more = 0; more < 5; more++) {
        newest++;
        ledger.record(List.of(segment(newest)));
      }
      ledger.reset();
      var started = System.nanoTime();
      cluster.check(moment(newest));
      if (check >= WARM_UP) {
        times.add(Duration.ofNanos(System.nanoTime() - started));
      }
    }
    return new Cost(
        ledger.queries(), ledger.blocksRead(), times.stream().sorted().toList().get(CHECKS / 2));
  }

  /** Checks again and again, and keeps between checks what the checker keeps in its state. */
  private static final class Cluster {
    private final CountingLedger ledger;
    private CheckState state = CheckState.NONE;
    private Memory memory = Memory.NONE;

    Cluster(CountingLedger ledger) {
      this.ledger = ledger;
    }

    void check(Instant now) {
      var known = ledger.read(CLUSTER).withState(state);
      var read = new ArchiveReader(ledger).read(CLUSTER, known, Set.of());
      var verdict = Verdict.of(read.archive(), memory, POLICY, now);
      if (!verdict.gaps().isEmpty()) {
        throw new IllegalStateException("a whole archive is judged to have gaps");
      }
      memory = verdict.memory();
      state = state.with(read.verified());
    }
  }

  private static ObjectChange segment(int number) {
    return new Appeared(CLUSTER, new Segment(name(number)), moment(number), 3_000_000, false);
  }

  private static ObjectChange part(int number) {
    return new Appeared(CLUSTER, new BackupPart(backup(number), 0), moment(number), 1 << 30, false);
  }

  private static ObjectChange sentinel(int number) {
    return new Appeared(CLUSTER, new Sentinel(backup(number - 1)), moment(number), 200, false);
  }

  private static BackupName backup(int number) {
    return BackupName.parse("base_" + name(number) + "_00000040");
  }

  private static SegmentName name(int number) {
    return WalNumbering.DEFAULT.nameOf(Timeline.FIRST, new SegmentNumber(number));
  }

  private static Instant moment(int number) {
    return BEGIN.plus(Duration.ofMinutes(number));
  }
}
