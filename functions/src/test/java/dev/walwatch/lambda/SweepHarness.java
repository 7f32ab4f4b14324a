package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.ledger.sweep.SweepSettings;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The function that sweeps, on any ledger and any listing. */
final class SweepHarness {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final ClusterId MAIN = ClusterId.parse("s3://backups/prod/main");

  /** The machine's time, which is later than that of any run. */
  static final Instant AT = Instant.parse("2026-11-30T00:00:00Z");

  private final SweepRun run;
  private final List<String> metrics = new ArrayList<>();
  private final RecordArrivalsContext context = new RecordArrivalsContext(Duration.ofMinutes(15));

  SweepHarness(Ledger ledger, ArchiveListing listing) {
    var settings = new SweepSettings(Duration.ofHours(1), Duration.ofDays(1));
    run = new SweepRun(ledger, new Sweeper(ledger, listing, FakeBucket.LAYOUT), settings);
  }

  Map<String, Long> run(Instant now) {
    return handle(Map.of("time", now.toString()));
  }

  Map<String, Long> handle(Map<String, Object> event) {
    return new ReconcileArchive(run, () -> AT, metrics::add).handleRequest(event, context);
  }

  /** Runs until so many pages were listed and as few more as it takes to come further. */
  void runForPages(int pages, Instant now) {
    var left = new int[] {pages + 1};
    TimeLeft timeLeft = () -> --left[0] <= 0;
    var reports = run.run(now, timeLeft);
    context.getLogger().log(SweepMetrics.of(reports).line("test", now));
  }

  List<String> metrics() {
    return metrics;
  }

  List<String> logged() {
    return context.logged();
  }

  /** All that a ledger says of a cluster's archive. */
  record Dump(List<WalBlock> wal, List<BaseBackup> backups, Set<Timeline> histories) {}

  static Dump dump(Ledger ledger, ClusterId cluster) {
    var known = ledger.read(cluster);
    return new Dump(
        ledger.blocks(cluster, Optional.empty(), Optional.empty()),
        known.backups(),
        known.historyFiles());
  }
}
