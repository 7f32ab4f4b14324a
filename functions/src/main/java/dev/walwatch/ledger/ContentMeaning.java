package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupMetadataReader;
import dev.walwatch.archive.HistoryReader;
import dev.walwatch.archive.HistoryReading;
import dev.walwatch.archive.MetadataReading;
import dev.walwatch.archive.SentinelReader;
import dev.walwatch.archive.SentinelReading;
import dev.walwatch.archive.ServerVersion;
import dev.walwatch.archive.packed.PackedFile;
import dev.walwatch.archive.packed.Packing;
import dev.walwatch.ledger.Description.Meaning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the content of an object means. */
final class ContentMeaning {
  /**
   * More is read of no object. Only sentinels of WAL-G's first versions are longer, and what counts
   * in them mostly stands before their list of files.
   */
  static final int LONGEST = PackedFile.LONGEST;

  /** What DynamoDB keeps in an item has to hold more than this. */
  private static final int MOST_SWITCHES = 5000;

  private ContentMeaning() {}

  /**
   * @param content the object from its beginning; if it is longer than {@link #LONGEST}, so is this
   */
  static Meaning of(ArchivedObject object, Packing packing, byte[] content) {
    return switch (object) {
      case HistoryFile(var timeline) -> history(HistoryReader.read(timeline, packing, content));
      case Sentinel _ -> sentinel(content);
      case BackupMetadata(_, var file) when file.endsWith(".json") -> metadata(content);
      case BackupMetadata _ -> version(content);
      default -> throw new IllegalArgumentException(object + " is not read");
    };
  }

  private static Meaning history(HistoryReading reading) {
    return switch (reading) {
      case HistoryReading.Known(var history) when history.switches().size() > MOST_SWITCHES ->
          new Meaning.Unreadable("longer than any that a cluster can have");
      case HistoryReading.Known(var history) -> new Meaning.History(history);
      case HistoryReading.Unreadable(var reason) -> new Meaning.Unreadable(reason);
    };
  }

  private static Meaning sentinel(byte[] content) {
    try {
      return switch (SentinelReader.read(new ByteArrayInputStream(content), LONGEST)) {
        case SentinelReading.Whole(var told) -> new Meaning.Sentinel(told);
        case SentinelReading.Capped(var told, _) -> new Meaning.Sentinel(told);
        case SentinelReading.Empty() -> new Meaning.Unreadable("empty");
        case SentinelReading.Malformed(var reason) -> new Meaning.Unreadable(reason);
      };
    } catch (IOException bytesDoNotFail) {
      throw new UncheckedIOException(bytesDoNotFail);
    }
  }

  private static Meaning metadata(byte[] content) {
    return switch (BackupMetadataReader.read(content, LONGEST)) {
      case MetadataReading.Known(var told) -> new Meaning.Metadata(told);
      case MetadataReading.Unreadable(var reason) -> new Meaning.Unreadable(reason);
    };
  }

  private static Meaning version(byte[] content) {
    var number = ServerVersion.find(new String(content, StandardCharsets.UTF_8));
    return number.isPresent()
        ? new Meaning.ServerVersion(number.getAsInt())
        : new Meaning.Unreadable("not a version of PostgreSQL");
  }
}
