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
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges one cluster: what removals touched is settled, then read, judged, and doubted. */
final class ClusterCheck {
  /** A retention run touches more than one run can list: the rest keeps for the next. */
  private static final int SETTLED_PER_RUN = 100;

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
   * @param settled what removals had touched and now says what S3 says. Their marks may be taken
   *     off once the facts are saved: until then they are why a block of long ago is read again
   */
  record Judged(Verdict verdict, Map<String, String> facts, Set<LedgerItem> settled) {}

  Judged judge(ClusterId cluster, ClusterLedger known, Policy policy, Instant now) {
    var state = known.state();
    var settled = settle(cluster, known.touched(), now);
    var listed = new HashSet<>(settled);
    var current = listed.isEmpty() ? known : ledger.read(cluster).withState(state);
    var look = look(cluster, current, listed, policy, now);

    var doubts = Doubts.about(look.verdict(), look.read().doubtful());
    if (doubts.any()) {
      askS3(cluster, doubts, current, now);
      listed.addAll(doubts.items());
      look = look(cluster, ledger.read(cluster).withState(state), listed, policy, now);
    }

    var facts = new TreeMap<>(look.read().verified());
    facts.putAll(MemoryFacts.of(look.verdict().memory()));
    return new Judged(look.verdict(), facts, settled);
  }

  private Set<LedgerItem> settle(ClusterId cluster, Set<LedgerItem> touched, Instant now) {
    return touched.stream()
        .sorted(Comparator.comparing(LedgerItem::key))
        .limit(SETTLED_PER_RUN)
        .filter(item -> reconciler.settle(cluster, item, now))
        .collect(Collectors.toUnmodifiableSet());
  }

  private record Look(ArchiveReader.Read read, Verdict verdict) {}

  private Look look(
      ClusterId cluster, ClusterLedger known, Set<LedgerItem> listed, Policy policy, Instant now) {
    var read = reader.read(cluster, known, blocksIn(listed));
    var memory = MemoryFacts.read(known.state().facts());
    return new Look(read, Verdict.of(read.archive(), memory, policy, now));
  }

  private void askS3(ClusterId cluster, Doubts doubts, ClusterLedger known, Instant now) {
    doubts.items().forEach(item -> reconciler.settle(cluster, item, now));
    doubts.stretches().forEach(it -> reconciler.findSegments(cluster, it.first(), it.last(), now));
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
