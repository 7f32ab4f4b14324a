package dev.walwatch.archive;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One base backup, while its objects are told one by one. */
final class BackupTally {
  private final BackupName name;
  private final Arrivals parts = new Arrivals();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private Optional<Instant> finishedAt = Optional.empty();
  private Optional<SentinelContent> told = Optional.empty();
  private Optional<MetadataContent> metadata = Optional.empty();
  private OptionalInt serverVersion = OptionalInt.empty();

  BackupTally(BackupName name) {
    this.name = name;
  }

  void part(long number, long bytes, Instant at) {
    parts.add(number, bytes, at.toEpochMilli());
    came(at);
  }

  void metadata(Instant at) {
    came(at);
  }

  void sentinel(Instant at) {
    finishedAt = Optional.of(at);
    came(at);
  }

  void told(SentinelContent content) {
    told = Optional.of(content);
  }

  void told(MetadataContent content) {
    metadata = Optional.of(content);
  }

  void serverVersion(int version) {
    serverVersion = OptionalInt.of(version);
  }

  private void came(Instant at) {
    first = at.isBefore(first) ? at : first;
    last = at.isAfter(last) ? at : last;
  }

  /** May be called once. */
  BaseBackup backup() {
    var sum = new Sum();
    parts.inOrder(sum::add);
    var all = metadata.map(it -> told.orElse(SentinelContent.NOTHING).with(it)).or(() -> told);
    return new BaseBackup(
        name,
        sum.count,
        name.offset().isPresent() ? sum.missing() : 0,
        sum.bytes,
        first,
        last,
        finishedAt,
        all,
        serverVersion.isPresent()
            ? serverVersion
            : all.map(SentinelContent::serverVersion).orElse(OptionalInt.empty()));
  }

  /** Each part once, as it was last written. */
  private static final class Sum {
    private int count;
    private long bytes;
    private long highest = -1;
    private long bytesOfHighest;

    void add(long number, long size, long millis) {
      if (number == highest) {
        bytes -= bytesOfHighest;
      } else {
        count++;
      }
      bytes += size;
      highest = number;
      bytesOfHighest = size;
    }

    /** WAL-E numbers its parts from 0, without holes. */
    int missing() {
      return (int) Math.min(highest + 1 - count, Integer.MAX_VALUE);
    }
  }
}
