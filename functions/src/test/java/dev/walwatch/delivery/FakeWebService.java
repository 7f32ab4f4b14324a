package dev.walwatch.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on the loopback that answers each request with the next of its answers, and with
 * {@code ok} when none is left.
 */
public final class FakeWebService implements AutoCloseable {
  /** What nobody may see in a log or an exception. */
  public static final String HIDDEN = "T000EXAMPLE/B000EXAMPLE/hunter2hunter2";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * What came in.
   *
   * @param path with its query, if there is one
   * @param contentType empty where there is none
   */
  public record Request(String method, String path, String contentType, String body) {}

  /** Starts on a free port. */
  public FakeWebService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns an address as that of a webhook of Slack. */
  public String url() {
    return url("/services/" + HIDDEN);
  }

  /** Returns the address of a path. */
  public String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Answers the next request like this. */
  public FakeWebService then(int status, String body) {
    answers.add(exchange -> answer(exchange, status, body));
    return this;
  }

  FakeWebService thenWait(String retryAfter) {
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          answer(exchange, 429, "rate_limited");
        });
    return this;
  }

  /** Closes the connection instead of answering the next request. */
  FakeWebService thenHangsUp() {
    answers.add(exchange -> {});
    return this;
  }

  /** Takes the next request and sends only the beginning of an answer until the end. */
  FakeWebService thenStalls() {
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), ""),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var answer = answers.poll();
      if (answer == null) {
        answer(exchange, 200, "ok");
      } else {
        answer.handle(exchange);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
