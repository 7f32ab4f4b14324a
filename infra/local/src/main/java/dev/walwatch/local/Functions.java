package dev.walwatch.local;

import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.template.FunctionTemplate;
import dev.walwatch.local.template.QueueTemplate;
import dev.walwatch.local.template.ScheduleTemplate;
import dev.walwatch.report.PlainText;
import dev.walwatch.standins.AsynchronousInvocation;
import dev.walwatch.standins.EventSourceMapping;
import dev.walwatch.standins.FunctionDefinition;
import dev.walwatch.standins.FunctionHost;
import dev.walwatch.standins.FunctionSubscription;
import dev.walwatch.standins.InvocationResult;
import dev.walwatch.standins.LocalLambda;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The deployed functions in processes of their own, and what feeds them. */
final class Functions implements AutoCloseable {

  private static final String METRICS = Pattern.quote("{\"_aws\"");

  /** What SQS gives in one request: a larger batch has to be waited for. */
  private static final int WITHOUT_WAITING = 10;

  private final Map<String, FunctionHost> hosts;
  private final Map<String, AsynchronousInvocation> invocations;
  private final QueueTemplate queue;
  private final ScheduleTemplate checks;
  private final ScheduleTemplate sweeps;
  private final StandIns standIns;
  private final Screen screen;
  private final LocalLambda lambda;
  private final FunctionSubscription subscription;
  private EventSourceMapping mapping;

  private Functions(
      Map<String, FunctionHost> hosts,
      Map<String, AsynchronousInvocation> invocations,
      Deployment deployment,
      StandIns standIns,
      Screen screen) {
    this.hosts = hosts;
    this.invocations = invocations;
    this.queue = deployment.arrivals();
    this.checks = deployment.checks();
    this.sweeps = deployment.sweeps();
    this.standIns = standIns;
    this.screen = screen;
    // another starts with its first event: what all want at once comes late for all
    Stream.of(queue.function(), checks.function(), sweeps.function())
        .forEach(name -> host(name).warmUp());
    this.lambda = LocalLambda.start(hosts.values());
    var subscriber = deployment.subscriber();
    this.subscription =
        new FunctionSubscription(invocation(subscriber), result -> report(subscriber, result));
    standIns.sns().subscribe(subscription);
    this.mapping = map(queue.batchSize(), queue.batchingWindow());
  }

  /**
   * Starts the processes; they serve a moment later.
   *
   * @param unpackedZip the deployment zip
   * @param besideCode a folder of classes that the functions find beside their own code
   */
  static Functions start(
      Deployment deployment,
      StandIns standIns,
      Path unpackedZip,
      Optional<Path> besideCode,
      Screen screen) {
    var classPath = new ArrayList<>(FunctionDefinition.classPathOf(unpackedZip));
    besideCode.ifPresent(classPath::add);
    var hosts = new TreeMap<String, FunctionHost>();
    var invocations = new TreeMap<String, AsynchronousInvocation>();
    for (var template : deployment.functions(standIns.icinga().url(), standIns.queueUrls())) {
      var name = template.name();
      var host =
          new FunctionHost(
              definition(template, classPath, standIns), line -> show(name, line, screen));
      hosts.put(name, host);
      invocations.put(
          name,
          new AsynchronousInvocation(
              host, template.retries(), failure -> keep(failure, template, standIns)));
    }
    return new Functions(hosts, invocations, deployment, standIns, screen);
  }

  private static FunctionDefinition definition(
      FunctionTemplate template, List<Path> classPath, StandIns standIns) {
    var environment = new HashMap<>(template.environment());
    environment.putAll(standIns.endpoints());
    return new FunctionDefinition(
        template.name(),
        template.handler(),
        classPath,
        environment,
        template.memoryMegabytes(),
        template.timeout());
  }

  private static void keep(String failure, FunctionTemplate function, StandIns standIns) {
    function.failures().ifPresent(queue -> standIns.sqs().send(standIns.queue(queue), failure));
  }

  /** Returns a function as it runs here. */
  FunctionDefinition definition(String function) {
    return host(function).function();
  }

  private FunctionHost host(String function) {
    return Objects.requireNonNull(hosts.get(function), function);
  }

  private AsynchronousInvocation invocation(String function) {
    return Objects.requireNonNull(invocations.get(function), function);
  }

  /** Metrics are for CloudWatch, and the SDK asks for a logger that Lambda needs none of. */
  private static void show(String function, String line, Screen screen) {
    // a log line ends without a line break here, and the metrics stand behind it
    var said = line.split(METRICS, 2)[0];
    if (!said.isBlank()) {
      screen.say("  " + function + ": " + PlainText.line(said));
    }
  }

  /** Where a person may invoke a function by its name. */
  URI endpoint() {
    return lambda.endpoint();
  }

  /** The name of the function that judges. */
  String checkerName() {
    return checks.function();
  }

  /** The names of all functions that are here. */
  Set<String> names() {
    return Set.copyOf(hosts.keySet());
  }

  /** Runs the checker as the scheduler would at this moment. */
  void check(Instant at) throws InterruptedException {
    run(checks.function(), checks.eventAt(at));
  }

  /** Compares the ledger with S3 as the scheduler would at this moment. */
  void sweep(Instant at) throws InterruptedException {
    run(sweeps.function(), sweeps.eventAt(at));
  }

  /** Feeds the recorder without waiting for full batches: in a replay no such time passes. */
  void deliverAtOnce() {
    remap(Math.min(queue.batchSize(), WITHOUT_WAITING), Duration.ZERO);
  }

  /** Feeds the recorder as the template says. */
  void deliverInBatches() {
    remap(queue.batchSize(), queue.batchingWindow());
  }

  /** Runs an event through a function that nobody waits for: what fails goes to its queue. */
  void run(String function, String event) throws InterruptedException {
    report(function, invocation(function).invoke(event));
  }

  /** Runs an event through a function for whoever waits for its answer. */
  InvocationResult invoke(String function, String event) throws InterruptedException {
    return host(function).invoke(event);
  }

  /** Waits until all that was published is posted or given up; false if it takes longer. */
  boolean awaitPosted(Duration atMost) throws InterruptedException {
    return subscription.awaitDelivered(atMost);
  }

  /** Kills the recorder's process as a failing machine would. */
  void killRecorder() {
    host(queue.function()).kill();
  }

  private void remap(int batchSize, Duration window) {
    mapping.close();
    mapping = map(batchSize, window);
  }

  private EventSourceMapping map(int batchSize, Duration window) {
    return EventSourceMapping.start(
        standIns.sqs(),
        standIns.queue(),
        host(queue.function()),
        new EventSourceMapping.Settings(batchSize, window, queue.reportsItemFailures()),
        delivery -> report(queue.function(), delivery.result()));
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
    subscription.close();
    lambda.close();
    hosts.values().forEach(FunctionHost::close);
  }
}
