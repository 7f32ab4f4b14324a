package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An archive of any size that is nowhere: its listing and its ledger are made up while they are
 * read, so that what a sweep needs can be seen apart from what it reads.
 *
 * @param segments how many segments of 16 MB, from the first of timeline 1 on
 * @param parts how many parts the one base backup has
 */
record SyntheticArchive(long segments, long parts) implements ArchiveListing {
  static final ClusterId CLUSTER = ClusterId.parse("s3://backups/large");
  private static final Instant WRITTEN = Instant.parse("2026-11-01T00:00:00Z");
  private static final BackupName BACKUP =
      BackupName.parse("base_000000010000000000000001_00000040");
  private static final String PART =
      "basebackups_005/base_000000010000000000000001_00000040/tar_partitions/part_";
  private static final String SENTINEL =
      "basebackups_005/base_000000010000000000000001_00000040_backup_stop_sentinel.json";
  private static final int PAGE = 1000;

  @Override
  public Page page(ClusterId cluster, String keysBeginWith, String after) {
    return keysBeginWith.startsWith("wal_005/") ? pageOfWal(after) : pageOfBackup(after);
  }

  private Page pageOfWal(String after) {
    long from = after.isEmpty() ? 0 : numberOf(after.substring(8, 32)) + 1;
    var objects =
        LongStream.range(from, Math.min(segments, from + PAGE))
            .mapToObj(n -> new ListedObject(walKey(n), 1000, WRITTEN))
            .toList();
    return new Page(objects, from + PAGE < segments);
  }

  private Page pageOfBackup(String after) {
    if (after.startsWith(SENTINEL)) {
      return new Page(List.of(), false);
    }
    long from =
        after.startsWith(PART)
            ? Long.parseLong(after.substring(PART.length(), PART.length() + 8)) + 1
            : 0;
    if (from >= parts) {
      return new Page(List.of(new ListedObject(SENTINEL, 100, WRITTEN)), false);
    }
    var objects =
        LongStream.range(from, Math.min(parts, from + PAGE))
            .mapToObj(n -> new ListedObject(PART + "%08d.tar.lzo".formatted(n), 1000, WRITTEN))
            .toList();
    return new Page(objects, true);
  }

  private static String walKey(long number) {
    return "wal_005/00000001%08X%08X.lz4".formatted(number / 256, number % 256);
  }

  private static long numberOf(String name) {
    return Long.parseLong(name.substring(8, 16), 16) * 256 + Long.parseLong(name.substring(16), 16);
  }

  /** Returns a ledger that knows all of it. */
  Ledger ledger() {
    var ledger = new InMemoryLedger();
    for (long from = 0; from < parts; from += 10_000) {
      var batch =
          LongStream.range(from, Math.min(parts, from + 10_000))
              .<ObjectChange>mapToObj(n -> appeared(new ArchivedObject.BackupPart(BACKUP, n)))
              .toList();
      ledger.record(batch);
    }
    ledger.record(List.of(appeared(new ArchivedObject.Sentinel(BACKUP))));
    return new ForwardingLedger(ledger) {
      @Override
      public List<WalBlock> blocks(
          ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
        long first = from.map(SyntheticArchive::numberOf).orElse(0L);
        long end = Math.min(segments, before.map(SyntheticArchive::numberOf).orElse(segments));
        return LongStream.range(first / 256, Math.ceilDiv(end, 256))
            .mapToObj(SyntheticArchive.this::blockOf)
            .toList();
      }
    };
  }

  /** Blocks of groups behind the first have no segments of this size. */
  private static long numberOf(SegmentBlock block) {
    return (block.logId() + (block.group() > 0 ? 1 : 0)) * 256;
  }

  private WalBlock blockOf(long logId) {
    int count = (int) Math.min(256, segments - logId * 256);
    var present = new TreeSet<>(IntStream.range(0, count).boxed().toList());
    return new WalBlock(
        new SegmentBlock(Timeline.FIRST, logId, 0),
        present,
        new TreeSet<>(),
        new TreeSet<>(),
        Optional.of(WRITTEN),
        List.of());
  }

  private static Appeared appeared(ArchivedObject object) {
    return new Appeared(
        CLUSTER, object, WRITTEN, object instanceof ArchivedObject.Sentinel ? 100 : 1000, false);
  }
}
