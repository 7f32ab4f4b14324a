package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.report.Runbook;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs that came to what a test says. */
final class Runs {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Runs() {}

  static ClusterRun of(
      ClusterId cluster, String host, List<IcingaDelivery> deliveries, List<String> failures) {
    return new ClusterRun(
        cluster, host, List.of(), deliveries, failures, Optional.empty(), false, Optional.empty());
  }

  static CheckRun.Result result(List<ClusterRun> runs) {
    var watcher =
        new WatcherCheck(
            new InMemoryLedger(),
            _ -> new QueueDepth(0, 0),
            Optional.empty(),
            List.of(),
            FakeCanaries.none(),
            Runbook.DEFAULT);
    return result(
        runs, watcher.after(watcher.before(NOON), RunOutcome.of(runs, List.of(), List.of())));
  }

  static CheckRun.Result result(List<ClusterRun> runs, WatcherCheck.After watcher) {
    var told = new Messenger.Outcome(0, List.of(), List.of());
    return new CheckRun.Result(runs, told, watcher, new IcingaResults.Posted(List.of(), List.of()));
  }
}
