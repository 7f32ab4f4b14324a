package dev.walwatch.cli;

import dev.walwatch.local.DemoTrace;
import dev.walwatch.local.LocalSession;
import dev.walwatch.local.Ports;
import dev.walwatch.local.Settings;
import dev.walwatch.local.replay.BadTraceException;
import dev.walwatch.local.replay.Trace;
import dev.walwatch.verdict.Severity;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code walwatch local}: the whole system on this machine. */
@Command(
    name = "local",
    header = "Runs the whole system on this machine.",
    description = {
      "",
      "S3, SQS, DynamoDB, SNS and SSM stand-ins, the packaged functions under Lambda's runtime"
          + " client, a scheduler, and a private Icinga 2 if it is installed; all on 127.0.0.1,"
          + " without an account. A recorded archive is played first, then any S3 client can put"
          + " objects.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Walwatch.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class LocalCommand implements Callable<Integer> {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "A recorded trace (JSON lines) to play instead of the shipped one.")
  private @Nullable Path replay;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "Play N times as fast as recorded. Default: 1 for a FILE, the shipped trace takes some"
              + " 40 s.")
  private @Nullable Double speed;

  @Option(
      names = "--once",
      description =
          "End after the trace, with 0, 1, 2 or 3 as its services end OK, WARNING, CRITICAL or"
              + " UNKNOWN.")
  private boolean once;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "backups",
      description = "The bucket that the trace is played into. Default: ${DEFAULT-VALUE}.")
  private String bucket = "backups";

  @Option(
      names = "--no-icinga",
      description = "Show what would be posted, even if Icinga 2 is installed.")
  private boolean noIcinga;

  @ArgGroup(exclusive = false, heading = "%nPorts on 127.0.0.1 (default: free ones)%n")
  private PortOptions ports = new PortOptions();

  /** One option for each stand-in that a person may want to reach. */
  static final class PortOptions {
    @Option(names = "--s3-port", paramLabel = "PORT")
    private int s3;

    @Option(names = "--sqs-port", paramLabel = "PORT")
    private int sqs;

    @Option(names = "--dynamodb-port", paramLabel = "PORT")
    private int dynamoDb;

    @Option(names = "--sns-port", paramLabel = "PORT")
    private int sns;

    @Option(names = "--ssm-port", paramLabel = "PORT")
    private int ssm;

    Ports chosen() {
      return new Ports(s3, sqs, dynamoDb, sns, ssm);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    var trace = trace();
    var pace = pace();
    var session = new LocalSession(settings(), Terminal.screen(), checkedBucket());
    if (once) {
      return session.once(trace, pace).exitCode();
    }
    session.stay(trace, pace, Terminal.enterKeys());
    return Severity.OK.exitCode();
  }

  private Trace trace() {
    try {
      return replay == null ? DemoTrace.read() : Trace.read(replay);
    } catch (BadTraceException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private double pace() {
    if (speed == null) {
      return replay == null ? DemoTrace.SPEED : 1;
    }
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw wrong("--speed " + speed + ": a speed is a number above 0", null);
    }
    return speed;
  }

  private Settings settings() {
    var home = Settings.of(Path.of(System.getProperty("walwatch.home", "")).toAbsolutePath());
    try {
      var settings = home.with(ports.chosen());
      return noIcinga ? settings.withoutIcinga() : settings;
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private String checkedBucket() {
    if (!BUCKET.matcher(bucket).matches()) {
      throw wrong(
          "--bucket " + bucket + ": a bucket's name has 3 to 63 of a-z, 0-9, dots and dashes",
          null);
    }
    return bucket;
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
