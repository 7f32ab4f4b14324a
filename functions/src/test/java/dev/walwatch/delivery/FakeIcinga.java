package dev.walwatch.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An HTTPS server that answers each request with the next of its answers, for what the Icinga at
 * hand does not do.
 */
final class FakeIcinga implements AutoCloseable {

  private static final HttpHandler HANGS_UP = exchange -> {};

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String caPem;
  private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
  private volatile HttpHandler otherwise = HANGS_UP;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

  /**
   * What came in.
   *
   * @param headers by their names with one capital letter
   * @param port the client's, which tells its connections apart
   */
  record Request(
      String method, String path, Map<String, List<String>> headers, String body, int port) {}

  FakeIcinga(Path directory) throws Exception {
    var pair = KeyPairPem.make(directory.resolve("server.p12"), "EC", "-groupname", "secp256r1");
    caPem = pair.certificate();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(pair.store(), KeyPairPem.STORE_PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  IcingaEndpoint endpoint() {
    URI url = URI.create("https://localhost:" + server.getAddress().getPort());
    return IcingaEndpoint.of(url, caPem);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Starts afresh, with no answers to give and no requests seen. */
  void forget() {
    answers.clear();
    requests.clear();
    otherwise = HANGS_UP;
  }

  /** Answers the next request like this. */
  FakeIcinga then(int status, String contentType, String body) {
    answers.add(exchange -> send(exchange, status, contentType, body));
    return this;
  }

  private static void send(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    // of unknown length, so it goes out in chunks, as from 2.16 on
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers like this whenever there is nothing else to answer. */
  FakeIcinga otherwise(int status, String body) {
    otherwise = exchange -> send(exchange, status, "application/json", body);
    return this;
  }

  /** Closes the connection instead of answering the next request. */
  FakeIcinga thenHangsUp() {
    answers.add(HANGS_UP);
    return this;
  }

  /** Answers the next request with headers that promise a body, and sends none until the end. */
  FakeIcinga thenStalls() {
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
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              exchange.getRemoteAddress().getPort()));
      HttpHandler answer = answers.poll();
      if (answer == null) {
        answer = otherwise;
      }
      answer.handle(exchange);
    }
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
