package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.Surroundings;

import dev.walwatch.cli.common.Names;

import dev.walwatch.verdict.RestorePlan.Target;
import dev.walwatch.verdict.Severity;
import dev.walwatch.wal.Lsn;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code walwatch plan}: how to restore an archive to a moment. */
@Command(
    name = "plan",
    header = "Tells how to restore an archive to a moment or a position.",
    description = {
      "",
      "Finds the base backup to start from and the WAL to replay, tells whether all of it is there,"
          + " and gives the commands for the tool that made the archive. It only reads.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 when the target can be reached, 2 when it cannot, 3 when that could not be told."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class PlanCommand implements Callable<Integer> {
  /** The version that brought {@code recovery_target_lsn}. */
  private static final int POSITIONS = 100_000;

  private static final String NO_BUCKET =
      "a listing does not tell its bucket, which the commands call \"listing\"; give"
          + " s3://BUCKET/PREFIX besides --listing";

  @Spec private @Nullable CommandSpec spec;

  @Mixin private SourceOptions source = new SourceOptions();

  @ArgGroup private TargetOptions target = new TargetOptions();

  @Mixin private PolicyOptions judging = new PolicyOptions();

  @Option(names = "--json", description = "Report in JSON, for programs.")
  private boolean json;

  /** Where to restore to; at most one of them. */
  static final class TargetOptions {
    @Option(
        names = "--target-time",
        paramLabel = "TIME",
        description = "To a moment, such as 2026-11-22T14:38:14Z. Default: as far as the WAL goes.")
    private @Nullable String time;

    @Option(
        names = "--target-lsn",
        paramLabel = "LSN",
        description = "To a position in the log, such as 5B/84000028.")
    private @Nullable String lsn;
  }

  @Override
  public Integer call() {
    var policy = judging.policy();
    var to = target();
    var archives = source.read(judging.at(), policy, Instant.now(), Surroundings.progress());
    Surroundings.note(command(), archives.notes());
    var planned = Planned.of(only(archives), to, policy, archives.at());
    if (to instanceof Target.Position && planned.isPossible() && planned.isBefore(POSITIONS)) {
      throw new CannotInspectException(
          "before PostgreSQL 10 recovery cannot aim at a position: use --target-time");
    }
    if (planned.isPossible() && !source.knowsTheBucket()) {
      Surroundings.note(command(), List.of(NO_BUCKET));
    }
    var out = command().commandLine().getOut();
    out.println(json ? PlanJson.of(planned) : PlanText.of(planned, Surroundings.look(command())));
    out.flush();
    return planned.isPossible() ? Severity.OK.exitCode() : Severity.CRITICAL.exitCode();
  }

  private Target target() {
    if (target.time != null) {
      return new Target.Time(judging.moment("--target-time", target.time));
    }
    if (target.lsn != null) {
      try {
        return new Target.Position(Lsn.parse(target.lsn));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command().commandLine(), "--target-lsn " + e.getMessage(), e);
      }
    }
    return new Target.Newest();
  }

  private FoundArchive only(Archives archives) {
    if (archives.all().isEmpty()) {
      throw new CannotInspectException(archives.nothingFound());
    }
    if (archives.all().size() > 1) {
      var names =
          archives.all().stream()
              .map(archive -> Names.url(archive.snapshot().cluster()))
              .collect(Collectors.joining(", "));
      throw new CannotInspectException("a plan is for one archive; name one of " + names);
    }
    return archives.all().getFirst();
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return spec;
  }
}
