package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.Removal;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that was found about a cluster's archive, good or bad. */
public sealed interface Finding {

  Severity severity();

  /** Returns the short name of this kind of finding that stays, for machines and runbooks. */
  default String code() {
    return FindingCode.of(this).id();
  }

  /**
   * Returns whether this is beyond doubt at once: S3 itself told that something needed was removed,
   * or the newest backup is of no use.
   */
  default boolean isCertain() {
    return severity() == Severity.CRITICAL
        && switch (this) {
          case WalGap(var gap) -> gap.kind() == Gap.Kind.DELETED;
          case WalGone(var removals) -> !removals.isEmpty();
          case TimelineUnlinked unlinked -> !unlinked.removals().isEmpty();
          case BackupMissing(var removals) -> !removals.isEmpty();
          case BackupBroken _, BackupHalfDeleted _, BackupDeleted _ -> true;
          default -> false;
        };
  }

  /** Returns whether this is nothing but that something did not come, or was not told of. */
  default boolean isStaleness() {
    return this instanceof WalSilence || this instanceof BackupOverdue;
  }

  /** Required segments are missing, for longer than the grace or for good. */
  record WalGap(Gap gap) implements Finding {
    @Override
    public Severity severity() {
      return gap.acknowledged().isPresent() ? Severity.OK : gap.severity();
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
   * No WAL came for longer than is allowed, or than is worth a word.
   *
   * @param newest the newest segment there is
   * @param arrived when WAL last came
   * @param silence what is made of it
   */
  record WalSilence(Severity severity, SegmentName newest, Instant arrived, Silence silence)
      implements Finding {}

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

  /**
   * Names are there that a cluster of the set segment size cannot have written (rule D3).
   *
   * @param example one of them
   * @param set the size that is set
   * @param judgedWith the size that the names tell, with which everything else was judged
   */
  record SegmentSizeMismatch(SegmentName example, SegmentSize set, SegmentSize judgedWith)
      implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * The history file of a line's timeline is not there, so where it comes from is not known (rule
   * D19).
   *
   * @param since when that could first be seen
   * @param removals the traces of the history file if S3 reported it as removed
   */
  record TimelineUnlinked(Timeline timeline, Instant since, List<Removal> removals)
      implements Finding {

    public TimelineUnlinked {
      removals = List.copyOf(removals);
    }

    @Override
    public Severity severity() {
      return removals.isEmpty() ? Severity.WARNING : Severity.CRITICAL;
    }
  }

  /**
   * A history file of the live line is there and cannot be read; the switch is inferred from what
   * else is there.
   *
   * @param reason why, in words that quote nothing of it
   */
  record HistoryUnreadable(Timeline timeline, String reason) implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /**
   * Two lines grow at once: two servers believe to be the primary, or two clusters write into one
   * prefix (rules D18 and D21).
   *
   * @param live the newest segment of the line that is judged
   * @param other the newest segment of the other
   */
  record SplitBrain(SegmentName live, SegmentName other) implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * The log goes on with a lower timeline or another system: an upgrade began a new life of the
   * cluster under the same prefix (rule D21).
   *
   * @param begin the first segment of the new life
   * @param restorable whether a base backup of the new life can be restored
   */
  record NewEpoch(SegmentName begin, boolean restorable) implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /** S3 has, or lacks, what no event had told of: events are lost on their way. */
  record EventsLost(Drift drift) implements Finding {
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

  /**
   * A base backup is being written.
   *
   * @param usual how long backups of this cluster usually take; empty when that is not known
   */
  record BackupUnderWay(BackupName name, Instant begun, int parts, Optional<Duration> usual)
      implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /** A complete base backup waits for WAL that it needs, not longer than is usual. */
  record BackupWaiting(JudgedBackup waiting) implements Finding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  /**
   * A complete base backup cannot be restored: WAL or a backup that it needs is missing.
   *
   * @param removals the traces of what it builds upon that S3 reported as removed
   */
  record BackupBroken(Severity severity, JudgedBackup broken, List<Removal> removals)
      implements Finding {

    public BackupBroken {
      removals = List.copyOf(removals);
    }
  }

  /**
   * A base backup has its sentinel, but not its parts.
   *
   * @param removals the traces of its parts that S3 reported as removed
   */
  record BackupHalfDeleted(Severity severity, JudgedBackup rest, List<Removal> removals)
      implements Finding {

    public BackupHalfDeleted {
      removals = List.copyOf(removals);
    }
  }

  /** A base backup that is newer than any that is kept was deleted: that is no retention. */
  record BackupDeleted(Removal removal) implements Finding {
    @Override
    public Severity severity() {
      return Severity.CRITICAL;
    }
  }

  /**
   * The newest base backup is less than half as large as those before it.
   *
   * @param usualBytes the median size of the last ones
   */
  record BackupShrunk(BaseBackup newest, long usualBytes) implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }
}
