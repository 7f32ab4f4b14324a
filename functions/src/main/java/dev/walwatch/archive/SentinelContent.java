package dev.walwatch.archive;

import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a base backup's sentinel tells. Which fields are there depends on the tool and its version:
 * WAL-E tells the stop and the size, WAL-G's first versions the positions, its second all.
 *
 * @param start where the backup starts; WAL-E has it in the backup's name alone
 * @param stop where the backup stops: what recovery must reach at least
 * @param delta what a delta backup builds upon; empty for a full backup
 * @param systemIdentifier the cluster's own identifier, an unsigned 64-bit number
 * @param uncompressedBytes the size of the files in the backup
 * @param compressedBytes the size of the backup's objects
 * @param permanent whether the backup is permanent: in the sentinel, whether it was so from its
 *     beginning. A mark that comes later stands in {@code metadata.json} alone
 * @param startedAt when the backup started, by the database host's clock
 * @param finishedAt when it was finished, by the same clock
 * @param serverVersion PostgreSQL's {@code server_version_num}, from WAL-G alone
 */
public record SentinelContent(
    Optional<Lsn> start,
    Optional<Stop> stop,
    Optional<Delta> delta,
    OptionalLong systemIdentifier,
    OptionalLong uncompressedBytes,
    OptionalLong compressedBytes,
    boolean permanent,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    OptionalInt serverVersion) {

  /** What a backup has of which only {@code metadata.json} tells anything. */
  public static final SentinelContent NOTHING =
      new SentinelContent(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty());

  /**
   * Returns this with what {@code metadata.json} tells besides. Of whether the backup is permanent
   * that file alone tells the truth, for {@code backup-mark} writes no other; all else it tells is
   * taken where the sentinel tells nothing.
   */
  public SentinelContent with(MetadataContent metadata) {
    return new SentinelContent(
        start.or(metadata::start),
        stop.or(() -> metadata.finish().map(Stop.At::new)),
        delta,
        first(systemIdentifier, metadata.systemIdentifier()),
        first(uncompressedBytes, metadata.uncompressedBytes()),
        first(compressedBytes, metadata.compressedBytes()),
        metadata.permanent().orElse(permanent),
        startedAt.or(metadata::startedAt),
        finishedAt.or(metadata::finishedAt),
        serverVersion.isPresent() ? serverVersion : metadata.serverVersion());
  }

  private static OptionalLong first(OptionalLong one, OptionalLong other) {
    return one.isPresent() ? one : other;
  }

  /** Where a backup stops, as its tool says it. */
  public sealed interface Stop {

    /** WAL-G names the position. */
    record At(Lsn position) implements Stop {}

    /**
     * WAL-E names the segment and the byte in it.
     *
     * @param segment the segment's name. On an exact boundary, offset 0, PostgreSQL before 17 named
     *     the segment before (rule D14)
     * @param offset the byte. Empty where WAL-E wrote no decimal number: {@code --while-offline}
     *     writes hexadecimal digits, which may look decimal too (rule D12)
     */
    record InSegment(SegmentName segment, OptionalLong offset) implements Stop {}
  }

  /**
   * The backups that a delta builds upon.
   *
   * @param parent the backup that it has the differences to
   * @param full the full backup that the chain begins with
   * @param count how many deltas the chain has, this one included
   * @param from the position from which on changes are in the delta
   */
  public record Delta(
      BackupName parent, Optional<BackupName> full, OptionalLong count, Optional<Lsn> from) {}
}
