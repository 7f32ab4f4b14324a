package dev.walwatch.ledger;

import dev.walwatch.archive.ClusterId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of all clusters, in a partition of their own. Thread-safe; it remembers what it has
 * written, so that a warm function writes each name once.
 */
final class ClusterRegistry {
  private final ItemStore store;
  private final Set<ClusterId> entered = ConcurrentHashMap.newKeySet();

  ClusterRegistry(ItemStore store) {
    this.store = store;
  }

  /** Enters a cluster, which may be there already. */
  ClusterId enter(ClusterId cluster) {
    if (!entered.contains(cluster)) {
      store.add(LedgerTable.CLUSTERS, cluster.toString(), ItemContent.NOTHING);
      entered.add(cluster);
    }
    return cluster;
  }

  /** Returns all clusters, sorted. */
  List<ClusterId> all() {
    return store.all(LedgerTable.CLUSTERS).stream()
        .map(item -> ClusterId.parse(item.key()))
        .sorted()
        .toList();
  }
}
