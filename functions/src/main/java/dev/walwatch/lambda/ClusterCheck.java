package dev.walwatch.lambda;

import dev.walwatch.archive.BaseBackup;
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
    var state = known.state();
    var listed = new HashSet<>(CheckFacts.unsettled(state.facts()));
    var unsettled =
        listed.stream()
            .filter(item -> !reconciler.settle(cluster, item, now))
            .collect(Collectors.toUnmodifiableSet());
    var current = listed.isEmpty() ? known : ledger.read(cluster).withState(state);
    var look = look(cluster, current, listed, policy, now);

    var doubts = Doubts.about(look.verdict(), look.read().doubtful(), policy.numbering());
    if (doubts.any()) {
      askS3(cluster, doubts, current, now);
      listed.addAll(doubts.items());
      look = look(cluster, ledger.read(cluster).withState(state), listed, policy, now);
    }

    var facts = new TreeMap<>(look.read().verified());
    facts.putAll(MemoryFacts.of(look.verdict().memory()));
    facts.putAll(CheckFacts.ofUnsettled(unsettled));
    return new Judged(look.verdict(), facts);
  }

  private record Look(ArchiveReader.Read read, Verdict verdict) {}

  private Look look(
      ClusterId cluster, ClusterLedger known, Set<LedgerItem> listed, Policy policy, Instant now) {
    var read = reader.read(cluster, known, policy.numbering(), blocksIn(listed));
    var memory = MemoryFacts.read(known.state().facts());
    return new Look(read, Verdict.of(read.archive(), memory, policy, now));
  }

  private void askS3(ClusterId cluster, Doubts doubts, ClusterLedger known, Instant now) {
    doubts.items().forEach(item -> reconciler.settle(cluster, item, now));
    if (doubts.backups()) {
      var complete =
          known.backups().stream()
              .filter(BaseBackup::isComplete)
              .map(BaseBackup::name)
              .collect(Collectors.toUnmodifiableSet());
      reconciler.findBackups(cluster, complete, now);
    }
  }

  private static Set<SegmentBlock> blocksIn(Set<LedgerItem> items) {
    return items.stream()
        .filter(LedgerItem.Block.class::isInstance)
        .map(item -> ((LedgerItem.Block) item).block())
        .collect(Collectors.toUnmodifiableSet());
  }
}
