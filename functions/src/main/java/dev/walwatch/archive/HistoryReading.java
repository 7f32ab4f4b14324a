package dev.walwatch.archive;

import dev.walwatch.wal.TimelineHistory;

/** What became of an attempt to read a history file. */
public sealed interface HistoryReading {

  /** The timeline's ancestors are known. */
  record Known(TimelineHistory history) implements HistoryReading {}

  /**
   * The file is there, but tells nothing.
   *
   * @param reason why, in words that quote nothing of the file
   */
  record Unreadable(String reason) implements HistoryReading {}
}
