package dev.walwatch.ledger;

import dev.walwatch.archive.ClusterId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that a ledger says, to compare ledgers as wholes.
 *
 * @param clusters what it says of each cluster but its WAL
 * @param blocks the WAL of each cluster
 */
record LedgerDump(Map<ClusterId, ClusterLedger> clusters, Map<ClusterId, List<WalBlock>> blocks) {

  static LedgerDump of(Ledger ledger) {
    var clusters = ledger.clusters();
    return new LedgerDump(
        clusters.stream().collect(Collectors.toMap(cluster -> cluster, ledger::read)),
        clusters.stream()
            .collect(
                Collectors.toMap(
                    cluster -> cluster,
                    cluster -> ledger.blocks(cluster, Optional.empty(), Optional.empty()))));
  }
}
