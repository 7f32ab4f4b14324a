package dev.walwatch.cli.ledger;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code walwatch policy}: the settings of clusters. */
@Command(
    name = "policy",
    header = "Shows and changes the settings of clusters.",
    description = {
      "",
      "A cluster's own settings override the deployment's defaults from the next check on.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  walwatch policy show main",
      "  walwatch policy set main wal.expect=idle-ok backup.critical=8d",
      "  walwatch policy import policies.yaml --dry-run"
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class PolicyCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private PolicyCommand() {}

  /** Returns the command with the commands below it. */
  public static CommandLine commandLine() {
    return commandLine(Workplace.ofProcess());
  }

  static CommandLine commandLine(Workplace workplace) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyShowCommand(workplace))
        .addSubcommand(new PolicySetCommand(workplace))
        .addSubcommand(new PolicyImportCommand(workplace));
  }

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    throw new ParameterException(spec.commandLine(), "say what to do: show, set or import");
  }
}
