package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.ClusterId;
import java.time.Instant;

/**
 * The judgement of one cluster at one moment.
 *
 * @param at the moment of judgement
 * @param memory what the next judgement wants to know
 */
public record Verdict(
    ClusterId cluster, Instant at, BackupVerdict backup, WalVerdict wal, Memory memory) {

  /**
   * Judges an archive.
   *
   * @param remembered what the judgement before left; {@link Memory#NONE} at first
   * @param now the moment of judgement
   */
  public static Verdict of(ArchiveSnapshot archive, Memory remembered, Policy policy, Instant now) {
    var wal = new WalJudge(archive, remembered, policy, now).judge();
    var backup = BackupJudge.judge(archive, policy, now);
    return new Verdict(archive.cluster(), now, backup, wal.verdict(), wal.memory());
  }
}
