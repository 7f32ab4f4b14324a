package dev.walwatch.ledger;

/**
 * One item as the store holds it. An item has either content, which arrivals add to, or facts,
 * which are replaced as a whole.
 *
 * @param key its sort key
 * @param content {@link ItemContent#NOTHING} for an item of facts
 * @param facts {@link CheckState#NONE} for an item of content; version 0 where none is kept
 */
record StoredItem(String key, ItemContent content, CheckState facts) {}
