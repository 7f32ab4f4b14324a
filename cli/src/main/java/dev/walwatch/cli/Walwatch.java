package dev.walwatch.cli;

import dev.walwatch.cli.inspect.InspectCommand;
import dev.walwatch.cli.inspect.PlanCommand;
import dev.walwatch.cli.ledger.AckCommand;
import dev.walwatch.cli.ledger.ClustersCommand;
import dev.walwatch.cli.ledger.PolicyCommand;
import dev.walwatch.cli.ledger.SilenceCommand;
import dev.walwatch.cli.ledger.StatusCommand;
import dev.walwatch.cli.notify.NotifyCommand;
import dev.walwatch.report.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command for people. Whatever goes wrong is said in one sentence. */
@Command(
    name = "walwatch",
    description = "Watches, from S3, whether PostgreSQL backups can be restored.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Walwatch.Version.class)
public final class Walwatch {

  /** As a plugin says that it could not find out. */
  private static final int COULD_NOT = 3;

  /** As a shell says that a program was interrupted. */
  private static final int INTERRUPTED = 130;

  private Walwatch() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var walwatch =
        new CommandLine(new Walwatch())
            .addSubcommand(new InspectCommand())
            .addSubcommand(new PlanCommand())
            .addSubcommand(new StatusCommand())
            .addSubcommand(new ClustersCommand())
            .addSubcommand(new SilenceCommand())
            .addSubcommand(new AckCommand())
            .addSubcommand(PolicyCommand.commandLine())
            .addSubcommand(new NotifyCommand())
            .addSubcommand(new LocalCommand())
            .setParameterExceptionHandler(Walwatch::wronglyCalled)
            .setExecutionExceptionHandler((e, line, _) -> failed(e, line));
    tellVersion(walwatch);
    return walwatch;
  }

  private static void tellVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Walwatch::tellVersion);
  }

  /** Reads the version that the build wrote. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (var text = Walwatch.class.getResourceAsStream("version.txt")) {
        if (text == null) {
          throw new IllegalStateException("version.txt is missing on the class path");
        }
        var version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new String[] {"walwatch " + version};
      }
    }
  }

  private static int wronglyCalled(ParameterException e, String[] arguments) {
    var line = e.getCommandLine();
    if (List.of(arguments).contains("--plugin")) {
      // whoever runs plugins shows what they say on the standard output
      line.getOut().println("UNKNOWN: " + sentence(e));
      line.getOut().flush();
    }
    line.getErr().println("walwatch: " + sentence(e));
    line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
    line.getErr().flush();
    return COULD_NOT;
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof InterruptedException) {
      return INTERRUPTED;
    }
    line.getErr().println("walwatch: " + sentence(e));
    line.getErr().flush();
    return COULD_NOT;
  }

  /** A message may quote what somebody typed, or what stands in a file. */
  private static String sentence(Exception e) {
    return PlainText.line(e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
