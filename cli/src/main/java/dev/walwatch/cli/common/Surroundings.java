package dev.walwatch.cli.common;

import dev.walwatch.report.PlainText;
import java.io.Console;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What this process is connected to. */
public final class Surroundings {
  private Surroundings() {}

  /** Returns the look of a report: colours on a terminal only, and not with NO_COLOR. */
  public static Look look(CommandSpec command) {
    var charset = System.getProperty("stdout.encoding", "US-ASCII");
    boolean hasBlocks =
        Charset.isSupported(charset) && Charset.forName(charset).newEncoder().canEncode('█');
    // picocli has asked the terminal for its width, to wrap the help
    return new Look(Ansi.AUTO, hasBlocks, command.usageMessage().width());
  }

  /** Says what else there is to know, where it is in nobody's way. */
  public static void note(CommandSpec command, List<String> notes) {
    var err = command.commandLine().getErr();
    notes.forEach(note -> err.println("walwatch: " + PlainText.line(note)));
    err.flush();
  }

  /** Java can only tell whether input and output both are a terminal; the error output is, then. */
  public static Progress progress() {
    boolean isTerminal =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
            && !"dumb".equals(System.getenv("TERM"));
    return new Progress(System.err, isTerminal);
  }
}
