package dev.walwatch.standins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A DynamoDB in memory on the loopback: dynalite in a Node.js process that ends with this one, even
 * when this one is killed.
 *
 * <p>It accepts any credentials and any region, and makes and drops tables at once. It knows no
 * transactions, no streams and no time to live.
 *
 * <p>Thread-safe.
 */
public final class LocalDynamoDb implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final String READY = "listening on ";

  private final ChildProcess node;
  private final URI endpoint;

  private LocalDynamoDb(ChildProcess node, URI endpoint) {
    this.node = node;
    this.endpoint = endpoint;
  }

  /**
   * Starts on a free port.
   *
   * @see #start(Path, int)
   */
  public static LocalDynamoDb start(Path installFolder) {
    return start(installFolder, 0);
  }

  /**
   * Installs dynalite below {@code installFolder} if it is not there yet (some seconds, and npm
   * needs its registry or its cache), then starts it.
   *
   * @param installFolder is made if absent; any number of processes may share it
   * @param port 0 for a free one
   * @throws StandInException if Node.js or npm is missing, or the port is taken
   */
  public static LocalDynamoDb start(Path installFolder, int port) {
    return start(installFolder, port, "npm", "node");
  }

  /** The same with these programs. */
  static LocalDynamoDb start(Path installFolder, int port, String npm, String program) {
    Path dynalite = DynalitePackage.installedBelow(installFolder, npm);
    ProcessBuilder builder =
        new ProcessBuilder(List.of(program, "main.js", Integer.toString(port)))
            .directory(dynalite.toFile());
    Queue<String> output = new ConcurrentLinkedQueue<>();
    CompletableFuture<Integer> ready = new CompletableFuture<>();
    ChildProcess node;
    try {
      node =
          ChildProcess.start(
              builder,
              line -> {
                output.add(line);
                if (line.startsWith(READY)) {
                  ready.complete(Integer.valueOf(line.substring(READY.length())));
                }
              });
    } catch (IOException e) {
      throw new StandInException(
          program
              + " is not on the PATH, and the local DynamoDB runs on it:"
              + " install Node.js (Debian: apt install nodejs npm)",
          e);
    }
    try {
      return new LocalDynamoDb(node, URI.create("http://127.0.0.1:" + awaitPort(node, ready)));
    } catch (ExecutionException | TimeoutException e) {
      node.close();
      throw new StandInException(
          "dynalite did not start on port " + port + ": " + String.join("\n", output), e);
    } catch (InterruptedException e) {
      node.close();
      Thread.currentThread().interrupt();
      throw new StandInException("interrupted while dynalite started", e);
    }
  }

  private static int awaitPort(ChildProcess node, CompletableFuture<Integer> ready)
      throws InterruptedException, ExecutionException, TimeoutException {
    var _ =
        node.onExit()
            .thenRun(
                () -> ready.completeExceptionally(new IllegalStateException("node has ended")));
    return ready.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_DYNAMODB}.
   */
  public URI endpoint() {
    return endpoint;
  }

  /** The process id of the engine, for messages and tests. */
  public long pid() {
    return node.pid();
  }

  @Override
  public void close() {
    node.close();
  }
}
