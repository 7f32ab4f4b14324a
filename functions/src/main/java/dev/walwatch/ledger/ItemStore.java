package dev.walwatch.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The few things that the ledger asks of a store: single items, in partitions, sorted by key.
 * Thread-safe. Every method throws {@link WriteFailedException} when trying again later may help,
 * and {@link LedgerUnavailableException} when it will not.
 */
interface ItemStore {

  /**
   * Adds to an item, which begins to exist with it.
   *
   * @return the item's content after it; nothing when nothing but an arrival older than the newest
   *     was to be added
   */
  ItemContent add(String partition, String key, ItemContent more);

  /** Takes away from the sets of an item; what is not in them is passed over. */
  void take(String partition, String key, ItemContent less);

  /**
   * Removes an item that holds no set; one that holds any stays as it is. For every method here it
   * is gone at once, and what is added later begins a new one.
   *
   * @param until when the store may give back its place
   */
  void expire(String partition, String key, Instant until);

  /**
   * Returns the items of a partition within a range of keys, sorted, both ends included.
   *
   * @param consistent whether everything written before must be seen
   */
  List<StoredItem> query(String partition, String from, String to, boolean consistent);

  /** Returns all items of a partition, sorted. */
  List<StoredItem> all(String partition);

  /** Replaces an item of facts. */
  void replace(String partition, String key, Map<String, String> facts);

  /**
   * Replaces an item of facts if it still has the version before; version 1 replaces none.
   *
   * @return whether it was replaced
   */
  boolean replaceVersion(String partition, String key, CheckState next);
}
