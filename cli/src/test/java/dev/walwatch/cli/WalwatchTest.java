package dev.walwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalwatchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesTheCommandsAndTheirOptions() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("local", "--help")).isZero();
    assertThat(execute("inspect", "--help")).isZero();
    assertThat(execute("plan", "--help")).isZero();
    for (var command : List.of("status", "clusters", "silence", "ack", "policy")) {
      assertThat(execute(command, "--help")).isZero();
    }
    assertThat(execute("notify", "--help")).isZero();

    assertThat(out.toString())
        .contains("Watches, from S3, whether PostgreSQL backups can be restored.")
        .contains("--replay=FILE", "--speed=N", "--once", "--bucket=NAME", "--s3-port=PORT")
        .contains("--listing=FILE", "--plugin", "--at=TIME", "--target-time=TIME")
        .contains(
            "--table=NAME", "--endpoint-url=URL", "--until=TIME", "--for-good", "--reason=TEXT");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(execute("--version")).isZero();

    assertThat(out.toString()).matches("walwatch \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          | Missing required subcommand
          locl | Unmatched argument at index 0: 'locl'
          local --fast | Unknown option: '--fast'
          local --speed fast | 'fast' is not a double
          local --speed 0 | --speed 0.0: a speed is a number above 0
          local --s3-port 70000 | 70000: a port is a number from 0 to 65535
          local --bucket A/B | --bucket A/B: a bucket's name has 3 to 63
          local --replay nowhere.jsonl | nowhere.jsonl: there is no such file
          inspect | name an archive as s3://BUCKET/PREFIX, or a file with --listing FILE
          inspect --json --plugin s3://b | mutually exclusive
          status | name the ledger's table with --table or WALWATCH_TABLE
          silence --list --end x | mutually exclusive
          policy | say what to do: show, set or import
          notify | Missing required option: '--test'
          plan --target-time soon s3://b | --target-time soon: a moment is written as
          """)
  void aWrongCallIsAnsweredWithOneSentenceAndTheWayToHelp(String arguments, String sentence) {
    int code = execute(arguments == null ? new String[0] : arguments.split(" "));

    assertThat(code).isEqualTo(3);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString())
        .startsWith("walwatch: ")
        .contains(sentence)
        .containsPattern("See walwatch( [a-z]+)? --help");
  }

  @Test
  void aBadLineOfATraceIsNamedByItsNumberInPlainCharacters(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("trace.jsonl");
    Files.writeString(
        file,
        """
        {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"main/a","size":1}
        {"t":"2026-11-22T14:38:14Z","op":"\\u001b[2JGET","key":"main/a","size":1}
        """);

    int code = execute("local", "--replay", file.toString());

    assertThat(code).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("walwatch: trace.jsonl, line 2: \"op\" is \"\ufffd[2JGET\", not PUT");
  }

  private int execute(String... arguments) {
    return Walwatch.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
