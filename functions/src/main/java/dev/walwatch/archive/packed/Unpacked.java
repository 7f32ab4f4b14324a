package dev.walwatch.archive.packed;

/** What became of an attempt to unpack a small file. */
public sealed interface Unpacked {

  /** Its whole text. A byte that is no UTF-8 stands as a replacement character. */
  record Text(String text) implements Unpacked {}

  /**
   * It could not be read.
   *
   * @param reason why, in words that quote nothing of the content
   */
  record Unreadable(String reason) implements Unpacked {}
}
