package dev.walwatch.cli.ledger;

import dev.walwatch.cli.common.AwsAccess;
import dev.walwatch.cli.common.AwsOptions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the ledger is. */
final class TableOptions {
  /** The variable that the deployed functions have, too. */
  private static final String VARIABLE = "WALWATCH_TABLE";

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "The ledger's table: the stack's output LedgerTableName. Default: $WALWATCH_TABLE.",
      order = 99)
  private @Nullable String table;

  @Mixin private AwsOptions aws = new AwsOptions();

  /**
   * Returns the table's name.
   *
   * @throws IllegalArgumentException with one sentence when none is named
   */
  String table(Map<String, String> environment) {
    return Optional.ofNullable(table)
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "name the ledger's table with --table or "
                        + VARIABLE
                        + ": the stack's output LedgerTableName tells it, and walwatch local prints"
                        + " its own"));
  }

  AwsAccess access() {
    return aws.access();
  }
}
