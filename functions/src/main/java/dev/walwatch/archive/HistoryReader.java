package dev.walwatch.archive;

import dev.walwatch.archive.HistoryReading.Known;
import dev.walwatch.archive.packed.PackedFile;
import dev.walwatch.archive.packed.Packing;
import dev.walwatch.archive.packed.Unpacked;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;

/** Reads history files, packed or not. */
public final class HistoryReader {

  private HistoryReader() {}

  /**
   * Reads the history file of a timeline.
   *
   * @param timeline the one that the file's key names
   * @param packing what the key says of it
   * @param content the whole object; whoever reads no more than {@link PackedFile#LONGEST} bytes
   *     and one learns that it is too long
   */
  public static HistoryReading read(Timeline timeline, Packing packing, byte[] content) {
    return switch (PackedFile.unpack(packing, content)) {
      case Unpacked.Text(var text) -> parse(timeline, text);
      case Unpacked.Unreadable(var reason) -> new HistoryReading.Unreadable(reason);
    };
  }

  private static HistoryReading parse(Timeline timeline, String text) {
    if (text.isBlank()) {
      // the server takes it for a timeline without ancestors, but writes none such
      return new HistoryReading.Unreadable("empty");
    }
    try {
      return new Known(TimelineHistory.parse(timeline, text));
    } catch (IllegalArgumentException quotesTheFile) {
      return new HistoryReading.Unreadable(
          "not a history of timeline " + timeline + " that PostgreSQL would read");
    }
  }
}
