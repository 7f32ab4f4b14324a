package dev.walwatch.lambda;

import dev.walwatch.ledger.sweep.SweepSettings;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Duration;
import java.util.Map;

/** Sweeps one cluster, and nothing is kept. */
final class SweepsRehearsal {
  private SweepsRehearsal() {}

  /** Returns what was counted. */
  static Map<Metric, Long> run() {
    var ledger = RehearsedArchive.ledger();
    var settings = new SweepSettings(Duration.ofHours(1), Duration.ofDays(1));
    var sweeper = new Sweeper(ledger, RehearsedArchive::page, RehearsedArchive.LAYOUT);
    var reports =
        new SweepRun(ledger, sweeper, settings).run(RehearsedArchive.MOMENT, TimeLeft.ENOUGH);
    var counted = SweepMetrics.of(reports);
    counted.line("rehearsal", RehearsedArchive.MOMENT);
    RehearsedArchive.useClients();
    return counted.values();
  }
}
