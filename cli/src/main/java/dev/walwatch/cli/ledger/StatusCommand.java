package dev.walwatch.cli.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.common.Surroundings;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code walwatch status}: what the ledger knows of all clusters, or all of one. */
@Command(
    name = "status",
    header = "Tells how all clusters are, or everything about one.",
    description = {
      "",
      "States are those of the last check. With CLUSTER, what can be restored is judged now, from"
          + " the ledger alone. It only reads, and asks S3 nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  walwatch status",
      "  walwatch status main",
      "  walwatch status --json",
      "",
      "Exit code: 0, 1, 2 or 3 as the worst state is OK, WARNING, CRITICAL or UNKNOWN; 3 also when"
          + " nothing could be told."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class StatusCommand extends LedgerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "s3://BUCKET/PREFIX, BUCKET/PREFIX, or the short name where only one has it.")
  private @Nullable String cluster;

  @Option(names = "--json", description = "Report in JSON, for programs.")
  private boolean json;

  public StatusCommand() {
    this(Workplace.ofProcess());
  }

  StatusCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var known = KnownClusters.of(ledger);
    return cluster == null ? all(ledger, known, now) : one(ledger, known.named(cluster), now);
  }

  private int all(Ledger ledger, KnownClusters known, Instant now) {
    var all =
        Fleet.each(known.all(), cluster -> ClusterStatus.of(cluster, ledger.read(cluster), now));
    var lastEvent = ledger.watcher().lastEvent();
    if (json) {
      print(List.of(new StatusJson(now).of(all, lastEvent)));
    } else if (!all.isEmpty()) {
      var lines = new ArrayList<>(FleetText.services(all, now));
      lines.add("");
      lines.add(summary(all, lastEvent, now));
      print(lines);
    }
    if (all.isEmpty()) {
      note(List.of("the ledger knows no cluster yet: it learns of each by its first event"));
      return Severity.UNKNOWN.exitCode();
    }
    note(all.stream().flatMap(StatusCommand::failures).toList());
    return ClusterStatus.worst(all).exitCode();
  }

  private static String summary(List<ClusterStatus> all, Optional<Instant> lastEvent, Instant now) {
    var event =
        lastEvent
            .map(at -> "the last event came " + Spoken.span(Duration.between(at, now)) + " ago")
            .orElse("no event came yet");
    return "%s, worst state %s; %s"
        .formatted(Spoken.count(all.size(), "cluster"), ClusterStatus.worst(all), event);
  }

  private int one(Ledger ledger, ClusterId chosen, Instant now) {
    var known = ledger.read(chosen);
    var status = ClusterStatus.of(chosen, known, now);
    var judged = LedgerJudgement.of(ledger, chosen, known, now);
    if (json) {
      var lastEvent = ledger.watcher().lastEvent();
      print(List.of(new StatusJson(now).of(status, judged.verdict(), lastEvent)));
    } else {
      print(ClusterText.of(status, judged.verdict(), Surroundings.look(command()), now));
    }
    note(Stream.concat(failures(status), judged.notes().stream()).toList());
    return status.severity().exitCode();
  }

  private static Stream<String> failures(ClusterStatus one) {
    return one.failures().stream().map(failure -> Names.url(one.cluster()) + ": " + failure);
  }
}
