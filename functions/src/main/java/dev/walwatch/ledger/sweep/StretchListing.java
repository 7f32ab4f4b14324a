package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing.ListedObject;
import dev.walwatch.archive.ArchiveListing.Page;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.LedgerItem.Block;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.wal.SegmentBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Goes along one stretch of a cluster's archive and its ledger at the same time. */
final class StretchListing {
  private final ClusterId cluster;
  private final Ledger ledger;
  private final Stretch stretch;
  private final Grouping grouping;

  /** What the ledger knows besides WAL and the listing has not come to, by how its keys begin. */
  private final TreeMap<String, LedgerItem> ahead = new TreeMap<>();

  private Optional<SegmentBlock> lastBlock = Optional.empty();
  private Optional<SegmentBlock> from;

  StretchListing(
      ClusterId cluster,
      Ledger ledger,
      ClusterLedger known,
      ArchiveLayout layout,
      Stretch stretch) {
    this.cluster = cluster;
    this.ledger = ledger;
    this.stretch = stretch;
    this.grouping = new Grouping(layout, stretch.after());
    this.from = stretch.from();
    known
        .backups()
        .forEach(
            backup -> expect(layout.keysOf(backup.name()), new LedgerItem.Backup(backup.name())));
    known
        .histories()
        .forEach(line -> expect(layout.keysOfHistory(line), new LedgerItem.History(line)));
  }

  private void expect(String keysBeginWith, LedgerItem item) {
    if (keysBeginWith.startsWith(stretch.keysBeginWith())
        && keysBeginWith.compareTo(stretch.after()) >= 0) {
      ahead.put(keysBeginWith, item);
    }
  }

  /**
   * Takes the next page of the listing.
   *
   * @return the items that are whole now and in which the ledger may differ from S3
   */
  List<Seen> add(Page page, Function<ListedObject, Appeared> read) {
    page.objects().forEach(object -> grouping.add(object.keyBelowPrefix(), read.apply(object)));
    if (!page.more()) {
      grouping.end();
    }
    var seen = grouping.take();
    var differing = new ArrayList<Seen>();
    var blocks = new TreeMap<SegmentBlock, Seen>();
    for (var one : seen) {
      if (one.item() instanceof Block(var block)) {
        blocks.put(block, one);
      } else {
        differing.add(one);
      }
    }
    differing.addAll(gone(seen, !page.more()));
    if (stretch.wal()) {
      differing.addAll(differingBlocks(blocks, !page.more()));
    }
    return differing;
  }

  private List<Seen> gone(List<Seen> seen, boolean end) {
    var there = seen.stream().map(Seen::item).collect(Collectors.toSet());
    var gone = new ArrayList<Seen>();
    var items = ahead.entrySet().iterator();
    while (items.hasNext()) {
      var next = items.next();
      if (there.contains(next.getValue())) {
        items.remove();
      } else if (end || grouping.hasPassed(next.getKey())) {
        gone.add(Seen.nothingOf(next.getValue()));
        items.remove();
      }
    }
    return gone;
  }

  private List<Seen> differingBlocks(SortedMap<SegmentBlock, Seen> listed, boolean end) {
    if (listed.isEmpty() && !end) {
      return List.of();
    }
    var before = end ? stretch.before() : Stretch.next(listed.lastKey());
    var known =
        ledger.blocks(cluster, from, before).stream()
            .collect(Collectors.toMap(WalBlock::block, Function.identity()));
    if (!listed.isEmpty()) {
      lastBlock = Optional.of(listed.lastKey());
      from = before;
    }
    var changed =
        listed.entrySet().stream()
            .filter(
                block -> !BlockAgreement.of(find(known, block.getKey()), block.getValue().found()))
            .map(Map.Entry::getValue);
    var gone =
        known.values().stream()
            .filter(block -> !listed.containsKey(block.block()))
            .filter(block -> !BlockAgreement.of(Optional.of(block), List.of()))
            .map(block -> Seen.nothingOf(new Block(block.block())));
    return Stream.concat(changed, gone).toList();
  }

  private static <K, V> Optional<V> find(Map<K, V> map, K key) {
    return Optional.ofNullable(map.get(key));
  }

  /** Returns the key up to which all was compared. */
  String done() {
    return grouping.done();
  }

  /** Returns the last block of WAL that was compared, if any was. */
  Optional<SegmentBlock> lastBlock() {
    return lastBlock;
  }
}
