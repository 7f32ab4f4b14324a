package dev.walwatch.cli.notify;

import dev.walwatch.cli.common.AwsOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code walwatch notify}: tries out whether people are reached. */
@Command(
    name = "notify",
    header = "Sends a test message through every channel and tells what became of it.",
    description = {
      "",
      "The deployed function sends it, with its own rights, network and secrets: one labelled"
          + " message to the SNS topic, and one result OK to walwatch's own service in Icinga. Mail,"
          + " Slack and others hang on the topic: look there whether it came.",
      "",
      "The caller needs lambda:InvokeFunction on the function.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 every configured channel took it, 2 one did not or none is configured, 3 the"
          + " function could not be asked."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class NotifyCommand implements Callable<Integer> {
  private static final int WORKED = 0;
  private static final int FAILED = 2;
  private static final String FUNCTION = "WALWATCH_CHECK_FUNCTION";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--test", required = true, description = "Send a test message.")
  private boolean test;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "The function that judges, the stack's output CheckClustersName. Default: $"
              + FUNCTION
              + ".")
  private @Nullable String function;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who is named in the message. Default: the name of the user here.")
  private @Nullable String by;

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() {
    if (!test) {
      throw wrong("--test=false: there is nothing else to send");
    }
    var report = new DeployedChecker(aws.access(), chosenFunction()).test(chosenName());
    var out = spec().commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    return report.worked() ? WORKED : FAILED;
  }

  private String chosenFunction() {
    return Optional.ofNullable(function)
        .or(() -> Optional.ofNullable(System.getenv(FUNCTION)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElseThrow(
            () ->
                wrong(
                    "name the function that judges (the stack's output CheckClustersName) with"
                        + " --function NAME or "
                        + FUNCTION));
  }

  private String chosenName() {
    return Optional.ofNullable(by)
        .or(() -> Optional.ofNullable(System.getProperty("user.name")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElseThrow(() -> wrong("name who tests with --by NAME"));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return spec;
  }
}
