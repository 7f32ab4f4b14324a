package dev.walwatch.standins;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's HTTP server on the loopback, one virtual thread for each request, so that a handler may
 * block.
 *
 * <p>The JVM should run with {@code -Dsun.net.httpserver.nodelay=true}: without it each answer on a
 * kept connection waits about 40 ms for the client's acknowledgement.
 */
final class LoopbackServer implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(LoopbackServer.class.getName());

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Answers one request; what it throws becomes status 500 and is logged. */
  interface Handler {
    Answer answer(Request request) throws IOException, InterruptedException;
  }

  /**
   * A request, read to its end.
   *
   * @param target the path and the query, encoded as they were sent
   */
  record Request(String method, URI target, Headers headers, String body) {

    /** The path, decoded. */
    String path() {
      return target.getPath();
    }

    /** The query as it was sent; empty when there is none. */
    String query() {
      return Objects.requireNonNullElse(target.getRawQuery(), "");
    }

    /** The first header of this name, or an empty string. */
    String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /** An answer; the headers include its content type. */
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer of(int status, String contentType, String body) {
      return new Answer(status, Map.of("Content-Type", contentType), body);
    }
  }

  /**
   * Starts serving.
   *
   * @param what names the service in messages
   * @param port 0 for a free one
   */
  static LoopbackServer start(String what, int port, Handler handler) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new StandInException(
          "cannot start " + what + " on port " + port + ": " + e.getMessage(), e);
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(what, exchange, handler));
    server.start();
    return new LoopbackServer(server, threads);
  }

  private static void serve(String what, HttpExchange exchange, Handler handler) {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      send(exchange, answer(what, request, handler));
    } catch (IOException e) {
      logger.log(Level.DEBUG, "a client of " + what + " went away", e);
    } catch (InterruptedException ignored) {
      // the server is closing, and its clients see the connection end
      Thread.currentThread().interrupt();
    }
  }

  private static Answer answer(String what, Request request, Handler handler)
      throws IOException, InterruptedException {
    try {
      return handler.answer(request);
    } catch (RuntimeException e) {
      logger.log(Level.ERROR, what + " failed on " + request.method() + " " + request.path(), e);
      return Answer.of(500, "text/plain", e.toString());
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Ends at once: requests under way are interrupted. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
