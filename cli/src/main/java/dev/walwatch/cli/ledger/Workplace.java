package dev.walwatch.cli.ledger;

import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a command works.
 *
 * @param tables how a ledger is reached
 * @param clock tells what time it is
 * @param environment the variables of the process
 * @param user who calls the command, as the operating system names them
 */
record Workplace(Tables tables, InstantSource clock, Map<String, String> environment, String user) {

  /** How a ledger is reached. */
  interface Tables {
    /**
     * Calls somebody with the ledger in a table.
     *
     * @throws LedgerUnavailableException when the table cannot be used
     * @throws dev.walwatch.WalwatchException when it is not even clear where to ask
     */
    <T> T with(TableOptions options, String table, Function<? super Ledger, T> use);
  }

  /** Returns this process and AWS. */
  static Workplace ofProcess() {
    return new Workplace(
        new DeployedTables(),
        InstantSource.system(),
        System.getenv(),
        System.getProperty("user.name", ""));
  }

  /** Calls somebody with the ledger; what goes wrong is told in one sentence with the way out. */
  <T> T with(TableOptions options, String table, Function<? super Ledger, T> use) {
    try {
      return tables.with(options, table, use);
    } catch (LedgerUnavailableException e) {
      throw new CannotUseLedgerException(TableWords.of(e, table), e);
    }
  }

  /** Returns the moment it is, to the second. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
