package dev.walwatch.archive;

import dev.walwatch.archive.MetadataReading.Known;
import dev.walwatch.archive.MetadataReading.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Reads {@code metadata.json}, whose fields are in WAL-G's {@code backup_sentinel_dto.go}, too. A
 * user may have put data of any size into it.
 */
public final class BackupMetadataReader {
  private static final Set<String> NAMES =
      Set.of(
          "start_lsn",
          "finish_lsn",
          "system_identifier",
          "pg_version",
          "uncompressed_size",
          "compressed_size",
          "is_permanent",
          "start_time",
          "finish_time");

  private BackupMetadataReader() {}

  /**
   * Reads the metadata of a backup, as far as its end or the cap.
   *
   * @param content the object from its beginning; if it is longer than the cap, so is this
   * @param cap how many bytes to read at most
   */
  public static MetadataReading read(byte[] content, int cap) {
    try {
      return switch (FlatJson.read(new ByteArrayInputStream(content), cap, NAMES)) {
        case FlatJson.Whole(var fields) -> understood(fields);
        case FlatJson.Capped(var fields) -> understood(fields);
        case FlatJson.Empty() -> new Unreadable("empty");
        case FlatJson.Malformed(var reason) -> new Unreadable(reason);
      };
    } catch (IOException bytesDoNotFail) {
      throw new UncheckedIOException(bytesDoNotFail);
    }
  }

  private static MetadataReading understood(FieldValues fields) {
    try {
      return new Known(
          new MetadataContent(
              fields.position("start_lsn"),
              fields.position("finish_lsn"),
              fields.unsigned("system_identifier"),
              fields.serverVersion("pg_version"),
              fields.size("uncompressed_size"),
              fields.size("compressed_size"),
              fields.flag("is_permanent"),
              fields.time("start_time"),
              fields.time("finish_time")));
    } catch (IllegalArgumentException wrongField) {
      return new Unreadable(String.valueOf(wrongField.getMessage()));
    }
  }
}
