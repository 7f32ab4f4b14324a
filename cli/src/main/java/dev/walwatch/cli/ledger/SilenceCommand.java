package dev.walwatch.cli.ledger;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.common.TypedTime;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code walwatch silence}: people hear nothing of a cluster for a while. */
@Command(
    name = "silence",
    header = "Lets people hear nothing of a cluster for a while.",
    description = {
      "",
      "The cluster is judged all the while, Icinga and walwatch status show its state, and what is"
          + " still bad afterwards is told then. Several silences may overlap.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  walwatch silence main --for 2h --reason \"disk is replaced\"",
      "  walwatch silence main --from 2026-11-22T20:00:00Z --for 2h --reason upgrade",
      "  walwatch silence --list",
      "  walwatch silence main --end",
      "",
      "Exit code: 0 when it is so, also when it was so before; 3 when not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class SilenceCommand extends LedgerCommand {
  private static final Duration LONG = Duration.ofDays(30);

  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "s3://BUCKET/PREFIX, BUCKET/PREFIX, or the short name where only one has it.")
  private @Nullable String cluster;

  @Option(names = "--all", description = "All clusters that are known now, instead of CLUSTER.")
  private boolean all;

  @ArgGroup private PeriodOptions period = new PeriodOptions();

  @Option(names = "--from", paramLabel = "TIME", description = "When it begins. Default: now.")
  private @Nullable String from;

  @Mixin private ReasonOptions why = new ReasonOptions();

  @Option(
      names = "--force",
      description = "Also for more than 30 days, which would be forgotten by then.")
  private boolean force;

  @ArgGroup private Instead instead = new Instead();

  /** What can be done instead of adding a silence. */
  static final class Instead {
    @Option(names = "--list", description = "Show the silences that hold or are to come.")
    private boolean list;

    @Option(names = "--end", description = "End all silences of the cluster.")
    private boolean end;
  }

  private Optional<Silencing> wanted = Optional.empty();

  public SilenceCommand() {
    this(Workplace.ofProcess());
  }

  SilenceCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  void check(Instant now) {
    if (all && cluster != null) {
      throw new IllegalArgumentException("--all means every cluster: leave " + cluster + " out");
    }
    if (instead.list) {
      return;
    }
    if (!all && cluster == null) {
      throw new IllegalArgumentException("name a CLUSTER, or --all for every one");
    }
    if (!instead.end) {
      wanted = Optional.of(wanted(now));
    }
  }

  private Silencing wanted(Instant now) {
    var begin = from == null ? now : TypedTime.moment("--from", from);
    var end =
        period
            .end(begin, now)
            .orElseThrow(
                () -> new IllegalArgumentException("say when it ends, with --until or --for"));
    var silencing = new Silencing(begin, end, why.by(user()), why.reason());
    if (!force && Duration.between(begin, end).compareTo(LONG) > 0) {
      throw new IllegalArgumentException(
          "a silence of %s would be forgotten long before: choose at most 30 days, or --force"
              .formatted(Spoken.span(Duration.between(begin, end))));
    }
    return silencing;
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var known = KnownClusters.of(ledger);
    var clusters = cluster == null ? known.all() : List.of(known.named(cluster));
    if (instead.list) {
      list(ledger, clusters, now);
    } else if (instead.end) {
      Fleet.each(clusters, each -> ended(ledger, each, now)).forEach(this::say);
    } else {
      var silencing = wanted.orElseThrow();
      Fleet.each(clusters, each -> silenced(ledger, each, silencing, now)).forEach(this::say);
    }
    if (clusters.isEmpty()) {
      say("The ledger knows no cluster yet.");
    }
    return Severity.OK.exitCode();
  }

  private static String silenced(
      Ledger ledger, ClusterId cluster, Silencing silencing, Instant now) {
    var already =
        new NotesEditor(ledger, Notes.SILENCES)
            .edit(cluster, facts -> Silences.adding(facts, silencing, now));
    return already
        .map(one -> Names.url(cluster) + " is silent already: " + NoteWords.of(one, now))
        .orElseGet(() -> Names.url(cluster) + " is silent " + NoteWords.of(silencing, now));
  }

  private static String ended(Ledger ledger, ClusterId cluster, Instant now) {
    var ended =
        new NotesEditor(ledger, Notes.SILENCES).edit(cluster, facts -> Silences.ending(facts, now));
    return ended.isEmpty()
        ? Names.url(cluster) + " was not silent"
        : "%s is no longer silent: %s ended"
            .formatted(Names.url(cluster), Spoken.count(ended.size(), "silence"));
  }

  private void list(Ledger ledger, List<ClusterId> clusters, Instant now) {
    var reads =
        Fleet.each(clusters, each -> SilencingFacts.read(ledger.read(each).silences().facts()));
    int shown = 0;
    for (int i = 0; i < clusters.size(); i++) {
      var name = Names.url(clusters.get(i));
      for (var one : reads.get(i).silences()) {
        if (!one.isOver(now)) {
          say(name + "  " + NoteWords.of(one, now));
          shown++;
        }
      }
      note(reads.get(i).failures().stream().map(failure -> name + ": " + failure).toList());
    }
    if (shown == 0) {
      say("Nothing is silent.");
    }
  }
}
