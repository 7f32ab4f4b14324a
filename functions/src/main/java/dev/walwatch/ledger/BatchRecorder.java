package dev.walwatch.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Removed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes one batch of changes: first the names of clusters that are new here, then each touched
 * item once, then the marks of the items that need a listing. Killed between any two writes and
 * called again with the same changes, it ends as if it had run once: a later write is never there
 * without those before it that it relies on, and all of them may be repeated.
 */
final class BatchRecorder {
  private final ItemStore store;
  private final ClusterRegistry registry;
  private final BoundedWrites writes;

  BatchRecorder(ItemStore store, ClusterRegistry registry, BoundedWrites writes) {
    this.store = store;
    this.registry = registry;
    this.writes = writes;
  }

  private record Address(ClusterId cluster, String key) {
    static Optional<Address> of(ObjectChange change) {
      return ItemKeys.of(change.object()).map(key -> new Address(change.cluster(), key));
    }

    String itemKey() {
      return ItemKeys.itemOf(key).key();
    }
  }

  /** Writes what it can and returns the changes that could not be written. */
  List<ObjectChange> record(List<ObjectChange> changes) {
    var batch = byAddress(changes);
    var written =
        writes.each(
            registered(batch.keySet()),
            address -> write(address, batch.getOrDefault(address, List.of())));
    var done = marked(written);
    return changes.stream()
        .filter(change -> Address.of(change).filter(address -> !done.contains(address)).isPresent())
        .toList();
  }

  private static Map<Address, List<ObjectChange>> byAddress(List<ObjectChange> changes) {
    var batch = new LinkedHashMap<Address, List<ObjectChange>>();
    for (var change : changes) {
      Address.of(change)
          .ifPresent(at -> batch.computeIfAbsent(at, _ -> new ArrayList<>()).add(change));
    }
    return batch;
  }

  /** Returns the addresses whose cluster's name is written. */
  private List<Address> registered(Set<Address> addresses) {
    var clusters = addresses.stream().map(Address::cluster).collect(Collectors.toSet());
    var known = writes.each(clusters, registry::enter).keySet();
    return addresses.stream().filter(address -> known.contains(address.cluster())).toList();
  }

  /** Writes one item and returns whether it needs a listing. */
  private boolean write(Address address, List<ObjectChange> changes) {
    var content = ChangeContent.of(changes);
    var after =
        content.isNothing()
            ? ItemContent.NOTHING
            : store.add(address.cluster().toString(), address.key(), content);
    return changes.stream().anyMatch(Removed.class::isInstance)
        || Contradiction.inArrivals(after, changes);
  }

  /** Marks the items that need a listing and returns the addresses where nothing is left to do. */
  private Set<Address> marked(Map<Address, Boolean> written) {
    var toMark =
        written.keySet().stream()
            .filter(address -> written.getOrDefault(address, false))
            .collect(
                Collectors.groupingBy(
                    Address::cluster, Collectors.mapping(Address::itemKey, Collectors.toSet())));
    var marked =
        writes.each(
            toMark.keySet(),
            cluster ->
                store.add(
                    cluster.toString(),
                    LedgerTable.TOUCHED,
                    ItemContent.ofTexts(
                        LedgerTable.TOUCHED_KEYS, toMark.getOrDefault(cluster, Set.of()))));
    return written.entrySet().stream()
        .filter(entry -> !entry.getValue() || marked.containsKey(entry.getKey().cluster()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
