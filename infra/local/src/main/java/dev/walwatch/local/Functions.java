package dev.walwatch.local;

import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.template.FunctionTemplate;
import dev.walwatch.local.template.QueueTemplate;
import dev.walwatch.local.template.ScheduleTemplate;
import dev.walwatch.report.PlainText;
import dev.walwatch.standins.EventSourceMapping;
import dev.walwatch.standins.FunctionDefinition;
import dev.walwatch.standins.FunctionHost;
import dev.walwatch.standins.InvocationResult;
import dev.walwatch.standins.LocalLambda;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/** The deployed functions in processes of their own, and what feeds them. */
final class Functions implements AutoCloseable {

  /** What SQS gives in one request: a larger batch has to be waited for. */
  private static final int WITHOUT_WAITING = 10;

  private final FunctionHost recorder;
  private final FunctionHost checker;
  private final FunctionHost sweeper;
  private final QueueTemplate queue;
  private final ScheduleTemplate checks;
  private final ScheduleTemplate sweeps;
  private final StandIns standIns;
  private final Screen screen;
  private final LocalLambda lambda;
  private EventSourceMapping mapping;

  private Functions(
      FunctionHost recorder,
      FunctionHost checker,
      FunctionHost sweeper,
      Deployment deployment,
      StandIns standIns,
      Screen screen) {
    this.recorder = recorder;
    this.checker = checker;
    this.sweeper = sweeper;
    this.queue = deployment.arrivals();
    this.checks = deployment.checks();
    this.sweeps = deployment.sweeps();
    this.standIns = standIns;
    this.screen = screen;
    recorder.warmUp();
    checker.warmUp();
    sweeper.warmUp();
    this.lambda = LocalLambda.start(List.of(recorder, checker, sweeper));
    this.mapping = map(queue.batchSize(), queue.batchingWindow());
  }

  /**
   * Starts the processes; they serve a moment later.
   *
   * @param unpackedZip the deployment zip
   */
  static Functions start(
      Deployment deployment, StandIns standIns, Path unpackedZip, Screen screen) {
    var icinga = standIns.icinga().url();
    return new Functions(
        host(deployment, deployment.arrivals().function(), icinga, standIns, unpackedZip, screen),
        host(deployment, deployment.checks().function(), icinga, standIns, unpackedZip, screen),
        host(deployment, deployment.sweeps().function(), icinga, standIns, unpackedZip, screen),
        deployment,
        standIns,
        screen);
  }

  private static FunctionHost host(
      Deployment deployment,
      String name,
      URI icinga,
      StandIns standIns,
      Path unpackedZip,
      Screen screen) {
    return new FunctionHost(
        definition(deployment, name, icinga, standIns, unpackedZip),
        line -> show(name, line, screen));
  }

  /** Returns a function as the template describes it, with the stand-ins as its AWS. */
  static FunctionDefinition definition(
      Deployment deployment, String name, URI icinga, StandIns standIns, Path unpackedZip) {
    FunctionTemplate template = deployment.function(name, icinga, standIns.queueUrls());
    var environment = new HashMap<>(template.environment());
    environment.putAll(standIns.endpoints());
    return new FunctionDefinition(
        name,
        template.handler(),
        FunctionDefinition.classPathOf(unpackedZip),
        environment,
        template.memoryMegabytes(),
        template.timeout());
  }

  /** Metrics are for CloudWatch, and the SDK asks for a logger that Lambda needs none of. */
  private static void show(String function, String line, Screen screen) {
    if (!line.isBlank() && !line.startsWith("{\"_aws\"")) {
      screen.say("  " + function + ": " + PlainText.line(line));
    }
  }

  /** Where a person may invoke a function by its name. */
  URI endpoint() {
    return lambda.endpoint();
  }

  /** The name of the function that judges. */
  String checkerName() {
    return checker.function().name();
  }

  /** Runs the checker as the scheduler would at this moment. */
  void check(Instant at) throws InterruptedException {
    report(checker.function().name(), checker.invoke(checks.eventAt(at)));
  }

  /** Compares the ledger with S3 as the scheduler would at this moment. */
  void sweep(Instant at) throws InterruptedException {
    report(sweeper.function().name(), sweeper.invoke(sweeps.eventAt(at)));
  }

  /** Feeds the recorder without waiting for full batches: in a replay no such time passes. */
  void deliverAtOnce() {
    remap(Math.min(queue.batchSize(), WITHOUT_WAITING), Duration.ZERO);
  }

  /** Feeds the recorder as the template says. */
  void deliverInBatches() {
    remap(queue.batchSize(), queue.batchingWindow());
  }

  /** Kills the recorder's process as a failing machine would. */
  void killRecorder() {
    recorder.kill();
  }

  private void remap(int batchSize, Duration window) {
    mapping.close();
    mapping = map(batchSize, window);
  }

  private EventSourceMapping map(int batchSize, Duration window) {
    return EventSourceMapping.start(
        standIns.sqs(),
        standIns.queue(),
        recorder,
        new EventSourceMapping.Settings(batchSize, window, queue.reportsItemFailures()),
        delivery -> report(recorder.function().name(), delivery.result()));
  }

  private void report(String function, InvocationResult result) {
    switch (result) {
      case InvocationResult.Succeeded _ -> {}
      case InvocationResult.Failed failed ->
          screen.say(
              "  %s failed: %s"
                  .formatted(function, PlainText.line(failed.type() + ": " + failed.message())));
      case InvocationResult.TimedOut timedOut ->
          screen.say("  %s was ended after %s".formatted(function, timedOut.after()));
      case InvocationResult.Crashed crashed ->
          screen.say("  %s crashed: %s".formatted(function, PlainText.line(crashed.reason())));
    }
  }

  @Override
  public void close() {
    mapping.close();
    lambda.close();
    recorder.close();
    checker.close();
    sweeper.close();
  }
}
