package dev.walwatch.archive;

/** What became of an attempt to read a {@code metadata.json}. */
public sealed interface MetadataReading {

  /** What stood there, as far as it was read. */
  record Known(MetadataContent content) implements MetadataReading {}

  /**
   * It tells nothing.
   *
   * @param reason why, in words that quote nothing of it
   */
  record Unreadable(String reason) implements MetadataReading {}
}
