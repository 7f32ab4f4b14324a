package dev.walwatch.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Items in sorted maps, one for each partition, behind one lock. */
final class InMemoryStore implements ItemStore {
  private final Map<String, NavigableMap<String, StoredItem>> partitions = new HashMap<>();

  @Override
  public synchronized ItemContent add(String partition, String key, ItemContent more) {
    var after = content(partition, key).plus(more);
    put(partition, new StoredItem(key, after, CheckState.NONE));
    return after;
  }

  @Override
  public synchronized void take(String partition, String key, ItemContent less) {
    var after = content(partition, key).minus(less);
    put(partition, new StoredItem(key, after, CheckState.NONE));
  }

  @Override
  public synchronized void expire(String partition, String key, Instant until) {
    if (content(partition, key).withoutNewest().isNothing()) {
      items(partition).remove(key);
    }
  }

  @Override
  public synchronized List<StoredItem> query(
      String partition, String from, String to, boolean consistent) {
    return List.copyOf(items(partition).subMap(from, true, to, true).values());
  }

  @Override
  public synchronized List<StoredItem> all(String partition) {
    return List.copyOf(items(partition).values());
  }

  @Override
  public synchronized void replace(String partition, String key, Map<String, String> facts) {
    put(partition, new StoredItem(key, ItemContent.NOTHING, new CheckState(0, facts)));
  }

  @Override
  public synchronized boolean replaceVersion(String partition, String key, CheckState next) {
    var stored = items(partition).get(key);
    long version = stored == null ? 0 : stored.facts().version();
    if (version != next.version() - 1) {
      return false;
    }
    put(partition, new StoredItem(key, ItemContent.NOTHING, next));
    return true;
  }

  private ItemContent content(String partition, String key) {
    var stored = items(partition).get(key);
    return stored == null ? ItemContent.NOTHING : stored.content();
  }

  private void put(String partition, StoredItem item) {
    items(partition).put(item.key(), item);
  }

  private NavigableMap<String, StoredItem> items(String partition) {
    return partitions.computeIfAbsent(partition, _ -> new TreeMap<>());
  }
}
