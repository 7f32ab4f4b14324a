package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ArchiveReader;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.ContentReader;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges one cluster: what removals touched is settled, what came is read, and all is judged; then
 * S3 is asked about what is in doubt, and what is told of a loss besides.
 */
final class ClusterCheck {
  /** A retention run touches more than one run can list: the rest keeps for the next. */
  private static final int SETTLED_PER_RUN = 100;

  private final Ledger ledger;
  private final ArchiveListing listing;
  private final ArchiveLayout layout;
  private final ArchiveContents contents;
  private final ArchiveReader reader;
  private final Reconciler reconciler;

  ClusterCheck(
      Ledger ledger, ArchiveListing listing, ArchiveLayout layout, ArchiveContents contents) {
    this.ledger = ledger;
    this.listing = listing;
    this.layout = layout;
    this.contents = contents;
    this.reader = new ArchiveReader(ledger);
    this.reconciler = new Reconciler(ledger, listing, layout);
  }

  /**
   * A judgement and what to save of it.
   *
   * @param facts all facts of the checker's state but those of the services
   * @param settled what removals had touched and now says what S3 says. Their marks may be taken
   *     off once the facts are saved: until then they are why a block of long ago is read again
   * @param spent what holds nothing but traces of what was removed
   * @param failures what could not be asked or read, a line each; the judgement goes without it
   */
  record Judged(
      Verdict verdict,
      Map<String, String> facts,
      Set<LedgerItem> settled,
      Set<LedgerItem> spent,
      List<String> failures) {}

  Judged judge(ClusterId cluster, ClusterLedger known, Policy policy, Instant now) {
    var state = known.state();
    var settled = settle(cluster, known.touched(), now);
    var bodies = new ContentReader(ledger, listing, layout, contents, cluster);
    var current = settled.isEmpty() ? known : ledger.read(cluster).withState(state);
    current = withContents(cluster, current, bodies, now);
    var listed = new HashSet<>(settled);
    var look = look(cluster, current, listed, Map.of(), policy, now);

    var doubts = Doubts.about(look.verdict(), look.read().doubtful());
    if (doubts.any()) {
      var moments = askS3(cluster, doubts, current, now);
      listed.addAll(doubts.items());
      current = withContents(cluster, ledger.read(cluster).withState(state), bodies, now);
      look = look(cluster, current, listed, moments, policy, now);
    }
    var details = new Details(reconciler);
    var archive = details.added(look.read().archive(), look.verdict());
    var memory = MemoryFacts.read(state.facts());
    var verdict =
        archive.equals(look.read().archive())
            ? look.verdict()
            : Verdict.of(archive, memory, policy, now);

    var facts = new TreeMap<>(look.read().verified());
    facts.putAll(MemoryFacts.of(verdict.memory()));
    return new Judged(
        verdict,
        facts,
        settled,
        spent(current, look.read()),
        Stream.concat(bodies.failures().stream(), details.failures().stream()).toList());
  }

  private Set<LedgerItem> settle(ClusterId cluster, Set<LedgerItem> touched, Instant now) {
    return touched.stream()
        .sorted(Comparator.comparing(LedgerItem::key))
        .limit(SETTLED_PER_RUN)
        .filter(item -> reconciler.settle(cluster, item, now))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads the bodies that have come, and the ledger again if there were any. */
  private ClusterLedger withContents(
      ClusterId cluster, ClusterLedger known, ContentReader bodies, Instant now) {
    return bodies.read(known.unread(), now) ? ledger.read(cluster).withState(known.state()) : known;
  }

  private record Look(ArchiveReader.Read read, Verdict verdict) {}

  private Look look(
      ClusterId cluster,
      ClusterLedger known,
      Set<LedgerItem> listed,
      Map<SegmentName, Instant> moments,
      Policy policy,
      Instant now) {
    var read = reader.read(cluster, known, blocksIn(listed)).withMoments(moments);
    var memory = MemoryFacts.read(known.state().facts());
    return new Look(read, Verdict.of(read.archive(), memory, policy, now));
  }

  private Map<SegmentName, Instant> askS3(
      ClusterId cluster, Doubts doubts, ClusterLedger known, Instant now) {
    doubts.items().forEach(item -> reconciler.settle(cluster, item, now));
    var moments = new HashMap<SegmentName, Instant>();
    doubts
        .stretches()
        .forEach(
            it -> moments.putAll(reconciler.findSegments(cluster, it.first(), it.last(), now)));
    if (doubts.backups()) {
      var complete =
          known.backups().stream()
              .filter(BaseBackup::isComplete)
              .map(BaseBackup::name)
              .collect(Collectors.toUnmodifiableSet());
      reconciler.findBackups(cluster, complete, now);
    }
    return moments;
  }

  private static Set<SegmentBlock> blocksIn(Set<LedgerItem> items) {
    return items.stream()
        .filter(LedgerItem.Block.class::isInstance)
        .map(item -> ((LedgerItem.Block) item).block())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<LedgerItem> spent(ClusterLedger known, ArchiveReader.Read read) {
    var spent = new HashSet<>(known.spent());
    read.spent().stream().map(LedgerItem.Block::new).forEach(spent::add);
    return spent;
  }
}
