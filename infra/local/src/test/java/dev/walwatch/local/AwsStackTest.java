package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the test in a real account calls, with programs that only write down that they were. */
class AwsStackTest {
  private static final Path SCRIPT = Path.of("..", "..", ".ci", "aws-stack.sh");
  private static final String ACCOUNT = "111122223333";

  private static final String SAM =
      """
      #!/bin/sh
      echo "sam $*" >>"$CALLS"
      exit "${SAM_FAILS:-0}"
      """;

  private static final String AWS =
      """
      #!/bin/sh
      echo "aws $*" >>"$CALLS"
      case "$*" in
        *"$AWS_FAILS"*) [ -z "$AWS_FAILS" ] || exit 1 ;;
      esac
      case "$1 $2" in
        "sts get-caller-identity") echo 111122223333 ;;
        "cloudformation describe-stack-resource") echo "the-$6" ;;
        "dynamodb get-item") grep -c wal_005 "$CALLS" ;;
        "lambda invoke") echo None ;;
      esac
      """;

  /** The exit codes of {@code walwatch status}, one after the other. */
  private static final String WALWATCH =
      """
      #!/bin/sh
      [ "$1" != --version ] || exit 0
      echo "walwatch $*" >>"$CALLS"
      set -- $STATES
      shift $(($(grep -c ^walwatch "$CALLS") - 1))
      exit "$1"
      """;

  @TempDir private Path folder;

  private record Run(int code, String err, List<String> calls) {
    boolean called(String beginning) {
      return calls.stream().anyMatch(call -> call.startsWith(beginning));
    }
  }

  @BeforeEach
  void layOutPrograms() throws IOException {
    program("sam", SAM);
    program("aws", AWS);
    program("walwatch", WALWATCH);
    Files.createFile(folder.resolve("calls"));
  }

  @Test
  void deploysAndLetsASegmentBeMissedAndComeAndRemovesEverything() throws Exception {
    var run = run(Map.of("STATES", "0 2 0"), ACCOUNT);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("passed: from S3 through EventBridge");
    assertThat(run.calls())
        .filteredOn(call -> call.startsWith("sam deploy"))
        .singleElement()
        .asString()
        .contains("ArchivePrefix=backups/ EventSource=EventBridge SwitchOnEventBridge=true");
    assertThat(run.calls().stream().map(AwsStackTest::inShort).skip(run.calls().size() - 6))
        .containsExactly(
            "cloudformation delete-stack",
            "cloudformation wait",
            "s3 rb",
            "dynamodb update-table",
            "dynamodb wait",
            "dynamodb delete-table");
  }

  @Test
  void takesTheOtherEventSource() throws Exception {
    var run = run(Map.of("STATES", "0 2 0"), ACCOUNT, "BucketNotification");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.calls())
        .anyMatch(
            call -> call.contains("EventSource=BucketNotification SwitchOnEventBridge=false"));
  }

  @Test
  void makesNothingInAnotherAccountThanTheOneThatWasNamed() throws Exception {
    var run = run(Map.of(), "444455556666");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "walwatch: the credentials are those of account 111122223333, not of 444455556666:"
                + " nothing was made\n");
    assertThat(run.calls()).hasSize(1);
  }

  @Test
  void makesNothingWithoutANamedAccount() throws Exception {
    assertThat(run(Map.of()).err()).contains("name the account that may be used and charged");
    assertThat(run(Map.of(), "mine").calls()).isEmpty();
  }

  @Test
  void makesNothingWithoutCredentials() throws Exception {
    var run = run(Map.of("AWS_FAILS", "get-caller-identity"), ACCOUNT);

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("no usable AWS credentials");
    assertThat(run.calls()).hasSize(1);
  }

  @Test
  void removesEverythingWhenTheDeploymentFails() throws Exception {
    var run = run(Map.of("SAM_FAILS", "1"), ACCOUNT);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.called("aws cloudformation delete-stack")).isTrue();
    assertThat(run.called("aws s3 rb")).isTrue();
    assertThat(run.called("aws dynamodb delete-table --table-name the-LedgerTable")).isTrue();
  }

  @Test
  void failsAndRemovesEverythingWhenTheVerdictIsAnother() throws Exception {
    var run = run(Map.of("STATES", "0 0"), ACCOUNT);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("expected exit code 2 of walwatch status after 11 min, not 0");
    assertThat(run.called("aws dynamodb delete-table")).isTrue();
  }

  @Test
  void namesWhatCouldNotBeRemovedAndFails() throws Exception {
    var run = run(Map.of("STATES", "0 2 0", "AWS_FAILS", "s3 rb"), ACCOUNT);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .containsPattern(
            "could not be removed and may cost money: the bucket walwatch-test-[0-9a-f]{10}-"
                + ACCOUNT);
    assertThat(run.called("aws dynamodb delete-table")).isTrue();
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run run(Map<String, String> variables, String... arguments) throws Exception {
    var calls = folder.resolve("calls");
    Files.writeString(calls, "");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command(arguments))
            .redirectError(err.toFile())
            .redirectOutput(folder.resolve("out").toFile());
    var environment = builder.environment();
    environment.put("PATH", folder + ":" + environment.get("PATH"));
    environment.put("WALWATCH", folder.resolve("walwatch").toString());
    environment.put("WALWATCH_POLL_SECONDS", "0");
    environment.put("CALLS", calls.toString());
    environment.put("AWS_FAILS", "");
    environment.putAll(variables);
    var process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(err), Files.readAllLines(calls));
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String inShort(String call) {
    var words = call.split(" ", 4);
    return words[1] + " " + words[2];
  }
}
