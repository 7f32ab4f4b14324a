package dev.walwatch.local.template;

/**
 * A table and its two keys, both strings.
 *
 * @param name its logical id
 */
public record TableTemplate(String name, String partitionKey, String sortKey) {}
