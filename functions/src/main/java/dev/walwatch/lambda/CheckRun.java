package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One run over all clusters: each is judged and posted to Icinga, then people are told of all
 * together. What goes wrong with one of them stays with that one.
 */
final class CheckRun {
  private final Ledger ledger;
  private final ClusterChecker checker;
  private final Supplier<IcingaResults> icinga;
  private final Messenger messenger;

  /**
   * @param icinga makes the way to Icinga of one run
   */
  CheckRun(
      Ledger ledger, ClusterChecker checker, Supplier<IcingaResults> icinga, Messenger messenger) {
    this.ledger = ledger;
    this.checker = checker;
    this.icinga = icinga;
    this.messenger = messenger;
  }

  /**
   * What a run came to.
   *
   * @param clusters each of them, sorted
   * @param messages what people were told
   */
  record Result(List<ClusterRun> clusters, Messenger.Outcome messages) {}

  /** Judges every cluster as of a moment, however long it takes. */
  Result run(Instant now) {
    return run(now, TimeLeft.ENOUGH);
  }

  /**
   * Judges every cluster as of a moment.
   *
   * @param toList how long clusters that are new here may be listed before the others are judged
   * @throws dev.walwatch.ledger.LedgerUnavailableException when not even the clusters are known
   */
  Result run(Instant now, TimeLeft toList) {
    var run = new ClusterChecker.Run(icinga.get(), false, now, toList);
    var clusters = AtOnce.map(ledger.clusters(), cluster -> checker.check(cluster, run));
    var attention = new TreeMap<String, Attention>();
    clusters.forEach(
        it -> it.attention().ifPresent(found -> attention.put(it.cluster().toString(), found)));
    var told =
        messenger.tell(
            attention,
            (whose, facts) -> ledger.save(ClusterId.parse(whose), Notes.ALERTS, facts),
            now);
    return new Result(clusters, told);
  }
}
