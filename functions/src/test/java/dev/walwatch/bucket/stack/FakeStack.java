package dev.walwatch.bucket.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where CloudFormation waits for answers: a server on the loopback that keeps what is put there.
 */
public final class FakeStack implements AutoCloseable {
  /** What nobody may see in a log or an exception. */
  public static final String SIGNATURE = "hunter2hunter2";

  private static final int HANGS_UP = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Put> puts = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> troubles = new ConcurrentLinkedQueue<>();

  /** What came in; the content type is empty when there was none. */
  public record Put(String method, String pathAndQuery, String contentType, String body) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  public FakeStack() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns a signed address, as CloudFormation makes them. */
  public String url() {
    return "http://127.0.0.1:%d/arn%%3Aaws%%3Acloudformation%%7CBucketEvents?Signature=%s%%3D"
        .formatted(server.getAddress().getPort(), SIGNATURE);
  }

  /** Answers the next request with this status. */
  public FakeStack then(int status) {
    troubles.add(status);
    return this;
  }

  /** Closes the connection instead of answering the next request. */
  FakeStack thenHangsUp() {
    return then(HANGS_UP);
  }

  public List<Put> puts() {
    return List.copyOf(puts);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      puts.add(
          new Put(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), ""),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      int status = Objects.requireNonNullElse(troubles.poll(), 200);
      if (status != HANGS_UP) {
        exchange.sendResponseHeaders(status, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
