package dev.walwatch.cli.inspect;

import dev.walwatch.WalwatchException;
import dev.walwatch.cli.common.Look;
import dev.walwatch.cli.common.Surroundings;
import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Severity;
import java.io.PrintWriter;
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
import picocli.CommandLine.Spec;

/** {@code walwatch inspect}: what can be restored from an archive, and what is lost. */
@Command(
    name = "inspect",
    header = "Tells what can be restored from an archive, and what is lost.",
    description = {
      "",
      "Lists an archive of WAL-E or WAL-G, or reads a listing of it, and judges it as the deployed"
          + " functions do. It only reads, and nothing has to be deployed.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 when the archive could be judged, whatever its state; 3 when not. With --plugin"
          + " 0, 1, 2 or 3 as the worst state is OK, WARNING, CRITICAL or UNKNOWN."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class InspectCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private SourceOptions source = new SourceOptions();

  @Mixin private PolicyOptions judging = new PolicyOptions();

  @ArgGroup private Format format = new Format();

  /** How the report is written; at most one of them. */
  static final class Format {
    @Option(names = "--json", description = "Report in JSON, for programs.")
    private boolean json;

    @Option(
        names = "--plugin",
        description = "Report as a monitoring plugin: a line, performance data, the exit code.")
    private boolean plugin;
  }

  @Override
  public Integer call() {
    var policy = judging.policy();
    try {
      return inspect(policy);
    } catch (WalwatchException e) {
      if (format.plugin) {
        // a monitoring system shows what stands here, and only that
        out().println("UNKNOWN: " + PlainText.line(String.valueOf(e.getMessage())));
        out().flush();
      }
      throw e;
    }
  }

  private int inspect(Policy policy) {
    var archives = source.read(judging.at(), policy, Instant.now(), Surroundings.progress());
    Surroundings.note(command(), archives.notes());
    var inspections =
        archives.all().stream()
            .map(archive -> Inspection.of(archive, policy, archives.at()))
            .toList();
    if (format.json || !inspections.isEmpty()) {
      print(archives, inspections);
    }
    if (inspections.isEmpty()) {
      throw new CannotInspectException(archives.nothingFound());
    }
    return format.plugin ? PluginReport.severity(inspections).exitCode() : Severity.OK.exitCode();
  }

  private void print(Archives archives, List<Inspection> inspections) {
    var out = out();
    if (format.json) {
      out.println(InspectJson.of(archives.at(), inspections));
    } else if (format.plugin) {
      out.println(PluginReport.of(inspections));
    } else {
      var look = look();
      out.println(
          inspections.stream()
              .map(inspection -> HumanReport.of(inspection, look) + "\n")
              .collect(Collectors.joining("\n")));
    }
    out.flush();
  }

  private Look look() {
    return Surroundings.look(command());
  }

  private PrintWriter out() {
    return command().commandLine().getOut();
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return spec;
  }
}
