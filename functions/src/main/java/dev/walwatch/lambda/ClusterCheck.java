package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ArchiveReader;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.wal.SegmentBlock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges one cluster: what removals touched is settled, then read, judged, and doubted. */
final class ClusterCheck {
  private final Ledger ledger;
  private final ArchiveReader reader;
  private final Reconciler reconciler;

  ClusterCheck(Ledger ledger, Reconciler reconciler) {
    this.ledger = ledger;
    this.reader = new ArchiveReader(ledger);
    this.reconciler = reconciler;
  }

  /**
   * A judgement and what to save of it.
   *
   * @param facts all facts of the checker's state but those of the services
   */
  record Judged(Verdict verdict, Map<String, String> facts) {}

  /**
   * Takes the marks of removals over into the checker's own state, so that a mark which comes while
   * they are settled is not lost with them, whenever this run dies.
   *
   * @return the cluster's ledger with the state as it is saved now
   */
  ClusterLedger takeTouched(ClusterId cluster, ClusterLedger known) {
    if (known.touched().isEmpty()) {
      return known;
    }
    var unsettled = new HashSet<>(CheckFacts.unsettled(known.state().facts()));
    unsettled.addAll(known.touched());
    var facts = new TreeMap<>(known.state().facts());
    facts.putAll(CheckFacts.ofUnsettled(unsettled));
    var saved = ledger.save(cluster, known.state().with(facts));
    ledger.clearTouched(cluster, known.touched());
    return known.withState(saved);
  }

  Judged judge(ClusterId cluster, ClusterLedger known, Policy policy, Instant now) {
    var touched = CheckFacts.unsettled(known.state().facts());
    var left = unsettledAfter(cluster, touched, now);
    var current = touched.isEmpty() ? known : ledger.read(cluster).withState(known.state());

    var read = reader.read(cluster, current, policy.numbering(), blocksIn(touched));
    if (!read.doubtful().isEmpty()) {
      read.doubtful().forEach(b -> reconciler.settle(cluster, new LedgerItem.Block(b), now));
      read = reader.read(cluster, current, policy.numbering(), blocksIn(touched));
    }
    var memory = MemoryFacts.read(known.state().facts());
    var verdict = Verdict.of(read.archive(), memory, policy, now);

    var doubts = Doubts.about(verdict, policy.numbering());
    if (doubts.any()) {
      doubts.items().forEach(item -> reconciler.settle(cluster, item, now));
      if (doubts.backups()) {
        reconciler.findBackups(cluster, now);
      }
      var again = new HashSet<>(blocksIn(touched));
      again.addAll(blocksIn(doubts.items()));
      current = ledger.read(cluster).withState(known.state());
      read = reader.read(cluster, current, policy.numbering(), again);
      verdict = Verdict.of(read.archive(), memory, policy, now);
    }

    var facts = new TreeMap<>(read.verified());
    facts.putAll(MemoryFacts.of(verdict.memory()));
    facts.putAll(CheckFacts.ofUnsettled(left));
    return new Judged(verdict, facts);
  }

  private Set<LedgerItem> unsettledAfter(ClusterId cluster, Set<LedgerItem> touched, Instant now) {
    return touched.stream()
        .filter(item -> !reconciler.settle(cluster, item, now))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<SegmentBlock> blocksIn(Set<LedgerItem> items) {
    return items.stream()
        .filter(LedgerItem.Block.class::isInstance)
        .map(item -> ((LedgerItem.Block) item).block())
        .collect(Collectors.toUnmodifiableSet());
  }
}
