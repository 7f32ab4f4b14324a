package dev.walwatch.cli.ledger;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code walwatch ack}: a gap that somebody took note of raises no state any more. */
@Command(
    name = "ack",
    header = "Takes note of a gap, so that it raises no state any more.",
    description = {
      "",
      "The gap is told on, and what it costs, but it makes nothing WARNING or CRITICAL. A gap that"
          + " grows beyond what was acknowledged is news again.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  walwatch ack main 000000010000000000000004 --for-good --reason \"lost with the old disk\"",
      "  walwatch ack main 000000010000000000000004-000000010000000000000006 --for 3d --reason"
          + " \"INC-42\"",
      "  walwatch ack main --list",
      "  walwatch ack main 000000010000000000000004 --end",
      "",
      "Exit code: 0 when it is so, also when it was so before; 3 when not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class AckCommand extends LedgerCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "s3://BUCKET/PREFIX, BUCKET/PREFIX, or the short name where only one has it.")
  private @Nullable String cluster;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FIRST[-LAST]",
      description =
          "The gap: any of its segments stands for all of it; FIRST-LAST has to cover all of it.")
  private @Nullable String gap;

  @ArgGroup private End end = new End();

  /** When it ends; exactly one is needed. */
  static final class End {
    @ArgGroup private PeriodOptions period = new PeriodOptions();

    @Option(names = "--for-good", description = "It holds as long as the gap is there.")
    private boolean forGood;
  }

  @Mixin private ReasonOptions why = new ReasonOptions();

  @Option(
      names = "--force",
      description = "Also a gap that is not known: it is taken as it is written.")
  private boolean force;

  @ArgGroup private Instead instead = new Instead();

  /** What can be done instead of taking note of a gap. */
  static final class Instead {
    @Option(names = "--list", description = "Show the gaps that somebody took note of.")
    private boolean list;

    @Option(names = "--end", description = "End the acknowledgement of the gap.")
    private boolean end;
  }

  /** What somebody wants to be noted. */
  private record Wanted(Optional<Instant> until, String by, String reason) {}

  private Optional<GapRange> range = Optional.empty();
  private Optional<Wanted> wanted = Optional.empty();

  public AckCommand() {
    this(Workplace.ofProcess());
  }

  AckCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  void check(Instant now) {
    if (instead.list) {
      return;
    }
    if (cluster == null || gap == null) {
      throw new IllegalArgumentException("name a CLUSTER and its gap by a segment of it");
    }
    range = Optional.of(GapRange.parse(gap));
    if (!instead.end) {
      wanted = Optional.of(new Wanted(until(now), why.by(user()), why.reason()));
    }
  }

  private Optional<Instant> until(Instant now) {
    var until = end.period.end(now, now);
    if (until.isEmpty() && !end.forGood) {
      throw new IllegalArgumentException("say when it ends, with --until, --for or --for-good");
    }
    return until;
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var known = KnownClusters.of(ledger);
    if (instead.list) {
      var clusters = cluster == null ? known.all() : List.of(known.named(cluster));
      list(ledger, clusters, now);
      return Severity.OK.exitCode();
    }
    var chosen = known.named(String.valueOf(cluster));
    if (instead.end) {
      end(ledger, chosen);
    } else {
      acknowledge(ledger, chosen, wanted.orElseThrow(), now);
    }
    return Severity.OK.exitCode();
  }

  private void acknowledge(Ledger ledger, ClusterId chosen, Wanted what, Instant now) {
    var extent = extent(ledger, chosen, now);
    var more =
        new Acknowledgement(extent.first(), extent.last(), what.by(), what.reason(), what.until());
    boolean changed =
        new NotesEditor(ledger, Notes.ACKNOWLEDGEMENTS)
            .edit(chosen, facts -> Acknowledgements.adding(facts, more, now));
    say(
        "%s: acknowledged%s: %s"
            .formatted(Names.url(chosen), changed ? "" : " already", NoteWords.of(more, now)));
  }

  private GapRange.Extent extent(Ledger ledger, ClusterId chosen, Instant now) {
    if (force) {
      return range.orElseThrow().asWritten();
    }
    var judged = LedgerJudgement.of(ledger, chosen, ledger.read(chosen), now);
    note(judged.notes());
    return range.orElseThrow().among(judged.verdict().gaps());
  }

  private void end(Ledger ledger, ClusterId chosen) {
    var ended =
        new NotesEditor(ledger, Notes.ACKNOWLEDGEMENTS)
            .edit(chosen, facts -> Acknowledgements.ending(facts, range.orElseThrow()));
    if (ended.isEmpty()) {
      say("%s: nobody has acknowledged %s".formatted(Names.url(chosen), gap));
    }
    ended.forEach(
        one ->
            say(
                "%s: no longer acknowledged: %s to %s"
                    .formatted(Names.url(chosen), one.first(), one.last())));
  }

  private void list(Ledger ledger, List<ClusterId> clusters, Instant now) {
    var reads =
        Fleet.each(
            clusters, each -> AcknowledgementFacts.read(ledger.read(each).acknowledged().facts()));
    int shown = 0;
    for (int i = 0; i < clusters.size(); i++) {
      var name = Names.url(clusters.get(i));
      for (var one : reads.get(i).gaps()) {
        say(name + "  " + NoteWords.of(one, now));
        shown++;
      }
      note(reads.get(i).failures().stream().map(failure -> name + ": " + failure).toList());
    }
    if (shown == 0) {
      say("No gap is acknowledged.");
    }
  }
}
