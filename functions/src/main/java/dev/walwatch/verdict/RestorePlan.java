package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.List;

/**
 * How to restore a cluster to one moment or position.
 *
 * @param backup the newest restorable backup from which the target can be reached
 * @param timeline the timeline to aim at
 * @param fetch the segments that a restore fetches, in order: runs of one timeline each
 * @param missing those among them that are not there: the target is out of reach then
 * @param segments how many segments are fetched and replayed
 * @param bytes how much WAL that is, uncompressed
 */
public record RestorePlan(
    JudgedBackup backup,
    Timeline timeline,
    List<Stretch> fetch,
    List<Stretch> missing,
    long segments,
    long bytes) {

  /** Where a restore is to end. */
  public sealed interface Target {
    /** A moment, by the database's clock. */
    record Time(Instant moment) implements Target {}

    /** A position in the log. */
    record Position(Lsn lsn) implements Target {}

    /** As far as the WAL goes. */
    record Newest() implements Target {}
  }

  /** Consecutive segments of one timeline. */
  public record Stretch(SegmentName first, SegmentName last, long segments) {}

  /** Either a plan, or why there is none. */
  public sealed interface Answer {
    record Possible(RestorePlan plan) implements Answer {}

    /**
     * No restorable backup reaches the target.
     *
     * @param reason one sentence for people, with the nearest moments that can be reached
     */
    record Impossible(String reason) implements Answer {}
  }

  /**
   * Plans a restore.
   *
   * @param now the moment of planning
   */
  public static Answer of(ArchiveSnapshot archive, Target target, Policy policy, Instant now) {
    return new Judgement(archive, Memory.NONE, policy, now).plan(target);
  }

  public RestorePlan {
    fetch = List.copyOf(fetch);
    missing = List.copyOf(missing);
  }
}
