package dev.walwatch.archive;

import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.SmallFiles.Content.History;
import dev.walwatch.archive.SmallFiles.Content.OfMetadata;
import dev.walwatch.archive.SmallFiles.Content.OfSentinel;
import dev.walwatch.archive.SmallFiles.Content.Unreadable;
import dev.walwatch.archive.SmallFiles.Content.Version;
import dev.walwatch.archive.packed.PackedFile;
import dev.walwatch.archive.packed.Packing;
import dev.walwatch.wal.Timeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The few objects of an archive whose contents matter, and how much of each is worth reading. */
public final class SmallFiles {
  private static final String METADATA = "metadata.json";
  private static final String VERSION = "extended_version.txt";

  /**
   * WAL-G's first versions list all files of the backup in the middle of the sentinel; what counts
   * mostly stands before.
   */
  private static final int LONGEST_SENTINEL = 1 << 20;

  private static final int LONGEST_METADATA = 1 << 20;
  private static final int LONGEST_VERSION = 1 << 12;

  /** What an object tells. */
  public sealed interface Content {
    /** The ancestors of a timeline, or why they cannot be read. */
    record History(Timeline timeline, HistoryReading reading) implements Content {}

    /** What a backup's sentinel tells. */
    record OfSentinel(BackupName backup, SentinelContent told) implements Content {}

    /** What a backup's {@code metadata.json} tells. */
    record OfMetadata(BackupName backup, MetadataContent told) implements Content {}

    /** The version of the server that a backup was made of. */
    record Version(BackupName backup, int serverVersion) implements Content {}

    /**
     * Nothing that can be understood.
     *
     * @param reason why, in words that quote nothing of it
     */
    record Unreadable(String reason) implements Content {}
  }

  private SmallFiles() {}

  /** Returns how many bytes of an object to read, 0 when what stands in it does not matter. */
  public static int mostToRead(ArchivedObject object) {
    return switch (object) {
      // whoever gets one more knows that it is too long
      case HistoryFile _ -> PackedFile.LONGEST + 1;
      case Sentinel _ -> LONGEST_SENTINEL + 1;
      case BackupMetadata(_, var file) when file.equals(METADATA) -> LONGEST_METADATA + 1;
      case BackupMetadata(_, var file) when file.equals(VERSION) -> LONGEST_VERSION;
      default -> 0;
    };
  }

  /**
   * Returns what an object tells.
   *
   * @param packing how it is packed, as its key says
   * @param content the object from its beginning, as many bytes as {@link #mostToRead} says
   * @throws IllegalArgumentException of an object of which that says 0
   */
  public static Content read(ArchivedObject object, Packing packing, byte[] content) {
    return switch (object) {
      case HistoryFile(var timeline) ->
          new History(timeline, HistoryReader.read(timeline, packing, content));
      case Sentinel(var backup) -> sentinel(backup, content);
      case BackupMetadata(var backup, var file) when file.equals(METADATA) ->
          metadata(backup, content);
      case BackupMetadata(var backup, var file) when file.equals(VERSION) ->
          version(backup, ServerVersion.find(new String(content, StandardCharsets.UTF_8)));
      default -> throw new IllegalArgumentException(object + " is not worth reading");
    };
  }

  private static Content sentinel(BackupName backup, byte[] content) {
    try {
      var reading = SentinelReader.read(new ByteArrayInputStream(content), LONGEST_SENTINEL);
      return switch (reading) {
        case SentinelReading.Whole(var told) -> new OfSentinel(backup, told);
        case SentinelReading.Capped(var told, _) -> new OfSentinel(backup, told);
        // it completes the backup all the same
        case SentinelReading.Empty() -> new Unreadable("empty");
        case SentinelReading.Malformed(var reason) -> new Unreadable(reason);
      };
    } catch (IOException bytesDoNotFail) {
      throw new UncheckedIOException(bytesDoNotFail);
    }
  }

  private static Content metadata(BackupName backup, byte[] content) {
    return switch (BackupMetadataReader.read(content, LONGEST_METADATA)) {
      case MetadataReading.Known(var told) -> new OfMetadata(backup, told);
      case MetadataReading.Unreadable(var reason) -> new Unreadable(reason);
    };
  }

  private static Content version(BackupName backup, OptionalInt told) {
    return told.isPresent()
        ? new Version(backup, told.getAsInt())
        : new Unreadable("not a version of PostgreSQL");
  }
}
