package dev.walwatch.local;

import dev.walwatch.ledger.Ledger;
import dev.walwatch.local.icinga.IcingaSide;
import dev.walwatch.local.replay.Replay;
import dev.walwatch.local.replay.ReplayClock;
import dev.walwatch.local.replay.Trace;
import dev.walwatch.local.replay.TraceEntry;
import dev.walwatch.local.replay.TracePlayer;
import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.screen.ServiceLine;
import dev.walwatch.standins.FunctionDefinition;
import dev.walwatch.standins.LocalAccount;
import dev.walwatch.standins.LocalSqs;
import dev.walwatch.verdict.PolicySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The whole system on one machine, as {@code infra/template.yaml} describes it: stand-ins for AWS,
 * the packaged functions in processes of their own, and a private Icinga 2 if it is installed.
 * Everything listens on the loopback and ends with {@link #close} or with this JVM.
 *
 * <p>Checks and replays are one caller's at a time.
 */
public final class LocalSystem implements AutoCloseable {

  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 15;

  private final Startup startup;
  private final Screen screen;
  private final Deployment deployment;
  private final ReplayClock clock;
  private final StandIns standIns;
  private final Functions functions;
  private final Board board;
  private final List<Transition> transitions = new ArrayList<>();
  private Optional<Instant> lastSweep = Optional.empty();

  private LocalSystem(
      Startup startup,
      Screen screen,
      Deployment deployment,
      ReplayClock clock,
      StandIns standIns,
      Functions functions) {
    this.startup = startup;
    this.screen = screen;
    this.deployment = deployment;
    this.clock = clock;
    this.standIns = standIns;
    this.functions = functions;
    this.board = new Board(standIns.dynamoDb().ledger(), standIns.icinga());
  }

  /**
   * Starts everything.
   *
   * @throws dev.walwatch.standins.StandInException if a program is missing or a port is taken
   */
  public static LocalSystem start(Settings settings, Screen shown) throws InterruptedException {
    var startup = new Startup(shown);
    var screen = startup.screen();
    try {
      var directory = startup.own(TemporaryDirectory.create()).path();
      var code =
          startup.begin(
              () ->
                  new Code(
                      DeploymentZip.unpack(settings.deploymentZip(), directory.resolve("code"))),
              it -> "Lambda zip  unpacked");
      var deployment = Deployment.read(settings.template(), settings.parameters());
      var clock = new ReplayClock();
      var standIns = StandIns.start(startup, settings, deployment, clock, directory, screen);
      var unpacked = Startup.await(code).folder();
      var functions =
          startup.begin(
              () -> Functions.start(deployment, standIns, unpacked, settings.besideCode(), screen),
              it ->
                  "Functions   %d under Lambda's runtime interface client, a process each"
                      .formatted(it.names().size()));
      return new LocalSystem(
          startup, screen, deployment, clock, standIns, Startup.await(functions));
    } catch (RuntimeException | InterruptedException e) {
      startup.close();
      throw e;
    }
  }

  /** The functions' code; it ends with the directory that it lies in. */
  private record Code(Path folder) implements AutoCloseable {
    @Override
    public void close() {}
  }

  /** Where any S3 client can put objects. */
  public URI s3Endpoint() {
    return standIns.s3().endpoint();
  }

  /** Returns the variables with which the commands on the ledger work on this one. */
  public Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    variables.put("WALWATCH_TABLE", deployment.table().name());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", standIns.dynamoDb().endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_LAMBDA", functions.endpoint().toString());
    variables.put("WALWATCH_CHECK_FUNCTION", functions.checkerName());
    variables.put("AWS_REGION", LocalAccount.REGION);
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    return variables;
  }

  /** Returns a deployed function as it would run here, by its name in the template. */
  public FunctionDefinition function(String name) {
    return functions.definition(name);
  }

  /** A client of the S3. */
  public S3Client s3() {
    return standIns.s3().client();
  }

  /** What has arrived, as the functions recorded it. */
  public Ledger ledger() {
    return standIns.dynamoDb().ledger();
  }

  /** What takes the check results. */
  public IcingaSide icinga() {
    return standIns.icinga();
  }

  /** How often the template's schedule checks. */
  public Duration checkInterval() {
    return deployment.checkInterval();
  }

  /** Makes a versioned bucket whose events reach the queue. */
  public void createBucket(String name) {
    standIns.s3().server().createBucket(name);
  }

  /** Plans the replay of a trace whose checks go on until a gap in its end would be one. */
  public Replay plan(Trace trace, double speed) {
    var patience = PolicySettings.defaults().toPolicy().walGrace();
    return Replay.of(trace, speed, checkInterval(), patience, Instant.now());
  }

  /** Plays a replay into a bucket that is there. */
  public void play(Replay replay, String bucket) throws InterruptedException {
    var player = new TracePlayer(s3(), bucket);
    functions.deliverAtOnce();
    try {
      replay.play(
          clock,
          InstantSource.system(),
          new Replay.Actor() {
            @Override
            public void play(TraceEntry entry) {
              player.play(entry);
            }

            @Override
            public void check(Instant at) throws InterruptedException {
              LocalSystem.this.check(at);
            }
          });
    } finally {
      functions.deliverInBatches();
    }
  }

  /**
   * Checks all clusters as of a moment, after all that S3 has told before is recorded. What else is
   * scheduled and due then runs after it.
   */
  public void check(Instant at) throws InterruptedException {
    if (!awaitDrained(DRAINED_WITHIN)) {
      screen.say(
          "  the queue still holds %s after %d s, the check goes without"
              .formatted(standIns.sqs().depth(standIns.queue()), DRAINED_WITHIN.toSeconds()));
    }
    board.introduceClusters();
    functions.check(at);
    var changes = board.refresh(at);
    transitions.addAll(changes);
    changes.forEach(change -> screen.say(change.line()));
    screen.show(board.lines());
    if (isSweepDue(at)) {
      functions.sweep(at);
      lastSweep = Optional.of(at);
    }
  }

  /** One replay after the other begins in the past again. */
  private boolean isSweepDue(Instant at) {
    return lastSweep
        .filter(
            last -> !at.isBefore(last) && at.isBefore(last.plus(deployment.sweeps().interval())))
        .isEmpty();
  }

  /** Waits until every event was recorded or given up; false if some are still on their way. */
  public boolean awaitDrained(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    var empty = new LocalSqs.Depth(0, 0);
    while (!standIns.sqs().depth(standIns.queue()).equals(empty)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** Waits until what was told to people has reached Slack; false if it takes longer. */
  public boolean awaitPosted(Duration atMost) throws InterruptedException {
    return functions.awaitPosted(atMost);
  }

  /** Returns the services as the last check found them. */
  public List<ServiceLine> services() {
    return board.lines();
  }

  /** Returns all changes since the start, in the order of the checks. */
  public List<Transition> transitions() {
    return List.copyOf(transitions);
  }

  /** Whether everything is being ended, so that nothing can be expected to work. */
  boolean isEnding() {
    return startup.isEnding();
  }

  StandIns standIns() {
    return standIns;
  }

  Deployment deployment() {
    return deployment;
  }

  Functions functions() {
    return functions;
  }

  @Override
  public void close() {
    startup.close();
  }
}
