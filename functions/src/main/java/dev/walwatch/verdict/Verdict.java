package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The judgement of one cluster at one moment: to which moments can it be restored, and what was
 * lost?
 *
 * @param at the moment of judgement
 * @param numbering how the cluster numbers its segments, as set or as its names tell
 * @param live the timeline that the cluster writes now; empty when there is no WAL
 * @param timelines all timelines of which anything is there, ascending
 * @param gaps what is missing for longer than the grace, in the order of the log; those before the
 *     oldest kept backup included
 * @param backups all base backups, in the order of their starts
 * @param windows the moments that can be restored to, in the order of the log
 * @param outlook what a restore to the newest moment would be; empty when nothing is restorable
 * @param backup what the service of base backups is told
 * @param wal what the service of WAL archiving is told
 * @param memory what the next judgement wants to know
 */
public record Verdict(
    ClusterId cluster,
    Instant at,
    WalNumbering numbering,
    Optional<Timeline> live,
    List<KnownTimeline> timelines,
    List<Gap> gaps,
    List<JudgedBackup> backups,
    List<RecoveryWindow> windows,
    Optional<RestoreOutlook> outlook,
    BackupVerdict backup,
    WalVerdict wal,
    Memory memory) {

  public Verdict {
    timelines = List.copyOf(timelines);
    gaps = List.copyOf(gaps);
    backups = List.copyOf(backups);
    windows = List.copyOf(windows);
  }

  /**
   * Judges an archive.
   *
   * @param remembered what the judgement before left; {@link Memory#NONE} at first
   * @param now the moment of judgement
   */
  public static Verdict of(ArchiveSnapshot archive, Memory remembered, Policy policy, Instant now) {
    return new Judgement(archive, remembered, policy, now).verdict();
  }

  /** Returns how bad it is over all. */
  public Severity severity() {
    return Severity.worst(List.of(backup.severity(), wal.severity()));
  }
}
