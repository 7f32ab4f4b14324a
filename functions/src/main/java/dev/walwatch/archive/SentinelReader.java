package dev.walwatch.archive;

import dev.walwatch.archive.SentinelReading.Capped;
import dev.walwatch.archive.SentinelReading.Empty;
import dev.walwatch.archive.SentinelReading.Malformed;
import dev.walwatch.archive.SentinelReading.Whole;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads sentinels of WAL-E and of WAL-G, of any version and any size. It holds the few fields that
 * count and nothing else.
 */
public final class SentinelReader {

  private SentinelReader() {}

  /**
   * Reads a sentinel, as far as its end or the cap.
   *
   * @param source the object's content; the caller closes it
   * @param cap how many bytes to read at most
   * @throws IOException when the source fails; that says nothing about the sentinel
   */
  public static SentinelReading read(InputStream source, long cap) throws IOException {
    var json = FlatJson.read(source, cap, SentinelFields.NAMES);
    try {
      return switch (json) {
        case FlatJson.Whole(var fields) -> new Whole(new SentinelFields(fields).content());
        case FlatJson.Capped(var fields) -> new Capped(new SentinelFields(fields).content(), cap);
        case FlatJson.Empty() -> new Empty();
        case FlatJson.Malformed(var reason) -> new Malformed(reason);
      };
    } catch (IllegalArgumentException wrongField) {
      return new Malformed(String.valueOf(wrongField.getMessage()));
    }
  }
}
