package dev.walwatch.cli.ledger;

import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code walwatch clusters}: which clusters are known. */
@Command(
    name = "clusters",
    header = "Lists the clusters that are known.",
    description = {
      "",
      "A cluster is known from the first event of it on. Its states and its newest WAL are those of"
          + " the last check.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  walwatch clusters",
      "  walwatch clusters --json",
      "",
      "Exit code: 0 when the ledger could be read, whatever the states; 3 when not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class ClustersCommand extends LedgerCommand {
  @Option(names = "--json", description = "Report in JSON, as walwatch status does.")
  private boolean json;

  public ClustersCommand() {
    this(Workplace.ofProcess());
  }

  ClustersCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var all =
        Fleet.each(
            ledger.clusters(), cluster -> ClusterStatus.of(cluster, ledger.read(cluster), now));
    if (json) {
      print(List.of(new StatusJson(now).of(all, Optional.empty())));
    } else if (all.isEmpty()) {
      say("The ledger knows no cluster yet: it learns of each by its first event.");
    } else {
      print(FleetText.clusters(all, now));
    }
    return Severity.OK.exitCode();
  }
}
