package dev.walwatch.cli.ledger;

import dev.walwatch.cli.common.Surroundings;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.report.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands on the ledger have in common. */
abstract class LedgerCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 2000;

  private final Workplace workplace;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private TableOptions table = new TableOptions();

  LedgerCommand(Workplace workplace) {
    this.workplace = workplace;
  }

  /** Does what was asked for and returns the exit code. */
  abstract int run(Ledger ledger, Instant now);

  /** Checks what can be told without the ledger; nobody is asked before that. */
  void check(Instant now) {}

  @Override
  public final Integer call() {
    var now = workplace.now();
    var name = checkedTable(now);
    return workplace.with(table, name, ledger -> run(ledger, now));
  }

  private String checkedTable(Instant now) {
    try {
      check(now);
      return table.table(workplace.environment());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  final String user() {
    return workplace.user();
  }

  /** Prints lines, whatever stands in them. */
  final void print(List<String> lines) {
    lines.forEach(line -> command().commandLine().getOut().println(line));
    command().commandLine().getOut().flush();
  }

  /** Prints one line that may hold text of anybody's. */
  final void say(String line) {
    print(List.of(PlainText.oneLine(line, LONGEST_LINE)));
  }

  /** Says what else there is to know, where no program reads it. */
  final void note(List<String> notes) {
    Surroundings.note(command(), notes);
  }

  final CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return spec;
  }
}
