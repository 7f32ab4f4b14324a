package dev.walwatch.ledger;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ledger knows of one cluster, without its WAL.
 *
 * @param backups all base backups of which an object is there, sorted by name
 * @param historyFiles the timelines whose history file is there
 * @param histories what was read in them
 * @param unreadable why one of them could not be read
 * @param unread what has come and was not read, newest first
 * @param removals the traces of removed objects of base backups and of removed history files,
 *     oldest first; of many removed parts of one backup not each
 * @param spent the base backups and history files of which nothing is left but such traces
 * @param touched items that nobody has listed since a removal touched them, or since an arrival was
 *     told whose removal was known
 * @param policy the cluster's own settings; empty when all defaults hold
 * @param acknowledged the gaps that somebody took note of, as facts with a version of their own
 * @param silences until when people want to hear nothing of it, in the same way
 * @param alerts what people were told of it, in the same way
 * @param state what the checker saved last
 * @param sweep how far the comparison with S3 has come
 */
public record ClusterLedger(
    List<BaseBackup> backups,
    Set<Timeline> historyFiles,
    Map<Timeline, TimelineHistory> histories,
    Map<Timeline, String> unreadable,
    List<Unread> unread,
    List<Removal> removals,
    Set<LedgerItem> spent,
    Set<LedgerItem> touched,
    Map<String, String> policy,
    CheckState acknowledged,
    CheckState silences,
    CheckState alerts,
    CheckState state,
    SweepState sweep) {

  /** Returns the same with another state of the checker. */
  public ClusterLedger withState(CheckState other) {
    return new ClusterLedger(
        backups,
        historyFiles,
        histories,
        unreadable,
        unread,
        removals,
        spent,
        touched,
        policy,
        acknowledged,
        silences,
        alerts,
        other,
        sweep);
  }

  /**
   * Returns from where on each timeline grew when it was last judged: what is older may still
   * change, but seldom does.
   */
  public SortedMap<Timeline, SegmentBlock> frontiers() {
    var verified = VerifiedWal.of(state.facts());
    var frontiers = new TreeMap<Timeline, SegmentBlock>();
    verified.wal().keySet().forEach(line -> frontiers.put(line, verified.frontier(line)));
    return frontiers;
  }
}
