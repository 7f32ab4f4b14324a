package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Checks whose results can be read. */
final class CheckHarness {
  private final CheckRun run;
  private final List<PassiveResult> results = Collections.synchronizedList(new ArrayList<>());

  CheckHarness(Ledger ledger, FakeBucket bucket) {
    run = CheckRuns.on(ledger, bucket, this::take);
  }

  private IcingaDelivery take(PassiveResult result) {
    if (!result.host().equals("walwatch")) {
      results.add(result);
    }
    return new IcingaDelivery.Delivered();
  }

  List<ClusterRun> run(Instant now) {
    return run(now, TimeLeft.ENOUGH);
  }

  List<ClusterRun> run(Instant now, TimeLeft timeLeft) {
    results.clear();
    return run.run(now, timeLeft, TimeLeft.ENOUGH).clusters();
  }

  /** Returns what the last run told Icinga of clusters. */
  List<PassiveResult> results() {
    return List.copyOf(results);
  }

  /** Returns what the last run said about WAL, of one cluster. */
  String walOutput() {
    return results.stream()
        .filter(result -> result.service().contains("archiving"))
        .findFirst()
        .orElseThrow()
        .output();
  }
}
