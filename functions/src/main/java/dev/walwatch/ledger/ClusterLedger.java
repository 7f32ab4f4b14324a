package dev.walwatch.ledger;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.wal.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger knows of one cluster, without its WAL.
 *
 * @param backups all base backups of which an object is there, sorted by name
 * @param histories the timelines whose history file is there
 * @param touched items that a removal touched and that nobody has listed since
 * @param policy the cluster's own settings; empty when all defaults hold
 * @param state what the checker saved last
 */
public record ClusterLedger(
    List<BaseBackup> backups,
    Set<Timeline> histories,
    Set<LedgerItem> touched,
    Map<String, String> policy,
    CheckState state) {}
