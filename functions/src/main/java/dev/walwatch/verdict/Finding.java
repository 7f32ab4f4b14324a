package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.List;

/** One thing that was found about a cluster's archive, good or bad. */
public sealed interface Finding {

  Severity severity();

  /**
   * Required segments are missing while later ones are there, for longer than the grace.
   *
   * @param first the first missing segment
   * @param last the last missing segment of the same hole
   * @param count how many are missing, at least 1
   * @param since when the hole could first be seen
   * @param removals the traces of those among them that S3 reported as removed
   */
  record WalGap(
      SegmentName first, SegmentName last, long count, Instant since, List<Removal> removals)
      implements Finding {
    @Override
    public Severity severity() {
      return Severity.CRITICAL;
    }
  }

  /** Segments are missing, but so shortly that they may be on their way (rule D10). */
  record WalHole(SegmentName first, SegmentName last, long count, Instant since)
      implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /**
   * No WAL came for too long.
   *
   * @param newest the newest segment there is
   * @param arrived when WAL last came
   */
  record WalSilence(Severity severity, SegmentName newest, Instant arrived) implements Finding {}

  /** WAL comes. */
  record WalFlows(SegmentName newest, Instant arrived) implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /** No WAL was ever seen. */
  record WalNeverSeen() implements Finding {
    @Override
    public Severity severity() {
      return Severity.UNKNOWN;
    }
  }

  /**
   * There was WAL, and now there is none.
   *
   * @param removals the traces of the segments that S3 reported as removed
   */
  record WalGone(List<Removal> removals) implements Finding {

    public WalGone {
      removals = List.copyOf(removals);
    }

    @Override
    public Severity severity() {
      return Severity.CRITICAL;
    }
  }

  /** Names are there that a cluster of the configured segment size cannot write (rule D3). */
  record SegmentSizeMismatch(SegmentName example, long count, String configured)
      implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * The live timeline's history file is not there, so where it comes from is not known (rule D19).
   *
   * @param since when that could first be seen
   */
  record TimelineUnlinked(Timeline timeline, Instant since) implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * There is no complete base backup at all.
   *
   * @param removals the traces of sentinels that S3 reported as removed
   */
  record BackupMissing(List<Removal> removals) implements Finding {

    public BackupMissing {
      removals = List.copyOf(removals);
    }

    @Override
    public Severity severity() {
      return Severity.CRITICAL;
    }
  }

  /** The newest complete base backup is older than the policy allows. */
  record BackupOverdue(Severity severity, BaseBackup newest) implements Finding {}

  /** The newest complete base backup is fresh. */
  record BackupFresh(BaseBackup newest) implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /** A base backup was begun and never finished: there is no sentinel for it. */
  record BackupUnfinished(BackupName name, Instant begun, int parts) implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** A base backup is being written. */
  record BackupUnderWay(BackupName name, Instant begun, int parts) implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }
}
