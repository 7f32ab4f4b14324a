package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the template takes what the trial in a real account gives it, which nobody tries daily. */
class TemplateSuitsTrialTest {
  private static final Path SCRIPT = Path.of("..", "..", ".ci", "aws-stack.sh");
  private static final String ACCOUNT = "111122223333";
  private static final String OVERRIDES = "--parameter-overrides";

  /** Writes down what it was called with, a line each, and fails, which ends the trial. */
  private static final String SAM =
      """
      #!/bin/sh
      printf '%s\\n' "$@" >"$GIVEN"
      exit 1
      """;

  private static final String AWS =
      """
      #!/bin/sh
      [ "$1" != sts ] || echo 111122223333
      """;

  /** Not the project's own, which would have to be built. */
  private static final String WALWATCH =
      """
      #!/bin/sh
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EventBridge", "BucketNotification"})
  void beginsTheTrialWithEachSourceOfEvents(String source) throws Exception {
    var parameters = overridesOf(source);

    assertThat(parameters).containsEntry("EventSource", source);
    assertThat(new ParameterCheck(TEMPLATE).refusals(parameters)).isEmpty();
  }

  private Map<String, String> overridesOf(String source) throws Exception {
    program("sam", SAM);
    program("aws", AWS);
    program("walwatch", WALWATCH);
    var given = folder.resolve("given");
    var builder =
        new ProcessBuilder("sh", SCRIPT.toString(), ACCOUNT, source)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().merge("PATH", folder + ":", (path, ours) -> ours + path);
    builder.environment().put("GIVEN", given.toString());
    builder.environment().put("WALWATCH", folder.resolve("walwatch").toString());
    var process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return overrides(Files.readAllLines(given));
  }

  /** Returns what stands between the option and the next one. */
  private static Map<String, String> overrides(List<String> arguments) {
    return arguments.stream()
        .skip(arguments.indexOf(OVERRIDES) + 1)
        .takeWhile(argument -> !argument.startsWith("--"))
        .map(argument -> argument.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
