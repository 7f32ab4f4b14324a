package dev.walwatch.standins;

import dev.walwatch.standins.InvocationResult.Crashed;
import dev.walwatch.standins.InvocationResult.Failed;
import dev.walwatch.standins.InvocationResult.Succeeded;
import dev.walwatch.standins.InvocationResult.TimedOut;
import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One sandbox of a function: a JVM under the runtime interface client, and the runtime API it talks
 * to. It takes one invocation at a time, and none after it has timed out, crashed or been killed.
 *
 * <p>With SnapStart the hooks of the function are called before and after the moment of a snapshot.
 * There is none, so what would be stale in one is not seen here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">The runtime API</a>
 */
final class FunctionProcess implements AutoCloseable {

  /** From the start of the JVM until it asks for its first invocation. */
  private static final Duration INIT_TIMEOUT = Duration.ofSeconds(60);

  private static final String API = "/2018-06-01/runtime/";

  private final FunctionDefinition function;
  private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<InvocationResult> ended = new CompletableFuture<>();
  private final LoopbackServer api;
  private final NativeClient nativeClient;
  private final ChildProcess jvm;
  private volatile Invocation current = new Invocation("");

  private FunctionProcess(FunctionDefinition function, Consumer<String> lines) {
    this.function = function;
    this.api = LoopbackServer.start("the runtime API of " + function.name(), 0, this::answer);
    try {
      this.nativeClient = NativeClient.unpack();
      this.jvm =
          ChildProcess.start(command(function, api.endpoint(), nativeClient.option()), lines);
    } catch (IOException e) {
      api.close();
      throw new StandInException("cannot start the function " + function.name() + ": " + e, e);
    }
    var _ =
        jvm.onExit()
            .thenAccept(
                process -> ended.complete(new Crashed("it ended with " + process.exitValue())));
  }

  /** One event on its way through the function. */
  private record Invocation(
      String requestId,
      String event,
      CompletableFuture<Instant> taken,
      CompletableFuture<InvocationResult> result) {

    Invocation(String event) {
      this(
          UUID.randomUUID().toString(),
          event,
          new CompletableFuture<>(),
          new CompletableFuture<>());
    }
  }

  static FunctionProcess start(FunctionDefinition function, Consumer<String> lines) {
    return new FunctionProcess(function, lines);
  }

  private static ProcessBuilder command(FunctionDefinition function, URI api, String option) {
    String classPath =
        Stream.concat(RuntimeInterfaceClient.jars(), function.classPath().stream())
            .map(path -> path.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx%dm".formatted(function.memoryMegabytes() * 3 / 4),
            "--enable-native-access=ALL-UNNAMED",
            // where the hooks of a snapshot are, as the managed runtime says too
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            option,
            "-cp",
            classPath,
            RuntimeInterfaceClient.MAIN_CLASS,
            function.handler());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("AWS_LAMBDA_RUNTIME_API", api.getAuthority());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_REGION", LocalAccount.REGION);
    // as each function has the credentials of its role, so that a stand-in can tell who asks
    environment.put("AWS_ACCESS_KEY_ID", function.name());
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", "UTC");
    environment.putAll(function.environment());
    return builder;
  }

  boolean isUsable() {
    return !ended.isDone() && jvm.isAlive();
  }

  /** Runs one event through the function; not to be called again before it has returned. */
  InvocationResult invoke(String event) throws InterruptedException {
    Invocation invocation = new Invocation(event);
    waiting.add(invocation);
    if (await(CompletableFuture.anyOf(invocation.taken(), ended), INIT_TIMEOUT)) {
      if (await(CompletableFuture.anyOf(invocation.result(), ended), function.timeout())) {
        return invocation.result().getNow(ended.getNow(new Crashed("it gave no answer")));
      }
      return giveUp(new TimedOut(function.timeout()));
    }
    return giveUp(new Crashed("it was not ready within " + INIT_TIMEOUT));
  }

  private static boolean await(CompletableFuture<?> future, Duration atMost)
      throws InterruptedException {
    try {
      future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("these futures are never failed", e);
    }
  }

  private InvocationResult giveUp(InvocationResult reason) {
    ended.complete(reason);
    jvm.kill();
    return reason;
  }

  private Answer answer(Request request) throws InterruptedException {
    String path = request.path().startsWith(API) ? request.path().substring(API.length()) : "";
    if (path.equals("invocation/next")) {
      return next();
    }
    if (path.equals("restore/next")) {
      // no snapshot is taken: the process goes on as if it woke up from one
      return json(200, "{}");
    }
    if (path.equals("init/error") || path.equals("restore/error")) {
      ended.complete(failure(request.body()));
      return accepted();
    }
    Invocation answered = current;
    if (path.equals("invocation/" + answered.requestId() + "/response")) {
      answered.result().complete(new Succeeded(request.body()));
      return accepted();
    }
    if (path.equals("invocation/" + answered.requestId() + "/error")) {
      answered.result().complete(failure(request.body()));
      return accepted();
    }
    return json(
        400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
  }

  private Answer next() throws InterruptedException {
    nativeClient.close();
    Invocation invocation = waiting.take();
    current = invocation;
    Instant now = Instant.now();
    invocation.taken().complete(now);
    // without a content type the native part of the client crashes
    return new Answer(
        200,
        Map.of(
            "Content-Type", "application/json",
            "Lambda-Runtime-Aws-Request-Id", invocation.requestId(),
            "Lambda-Runtime-Deadline-Ms",
                Long.toString(now.plus(function.timeout()).toEpochMilli()),
            "Lambda-Runtime-Invoked-Function-Arn", LocalAccount.functionArn(function.name())),
        invocation.event());
  }

  private static Failed failure(String body) {
    try {
      JsonNode error = JsonMapper.shared().readTree(body);
      List<String> stackTrace = new ArrayList<>();
      error.path("stackTrace").forEach(call -> stackTrace.add(call.asString()));
      return new Failed(
          error.path("errorType").asString(""),
          error.path("errorMessage").asString(""),
          stackTrace);
    } catch (JacksonException e) {
      return new Failed("Runtime.Unknown", body, List.of());
    }
  }

  private static Answer accepted() {
    return json(202, "{\"status\":\"OK\"}");
  }

  private static Answer json(int status, String body) {
    return Answer.of(status, "application/json", body);
  }

  /** Ends the JVM abruptly; an invocation under way reports a crash. */
  void kill() {
    ended.complete(new Crashed("it was killed"));
    jvm.kill();
  }

  @Override
  public void close() {
    jvm.close();
    nativeClient.close();
    api.close();
  }
}
