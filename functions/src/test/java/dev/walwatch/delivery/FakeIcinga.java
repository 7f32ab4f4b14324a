package dev.walwatch.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An HTTPS server that answers each request with the next of its answers, for what the Icinga at
 * hand does not do.
 */
final class FakeIcinga implements AutoCloseable {

  private static final char[] STORE_PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "server";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String caPem;
  private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

  /** What came in; the headers by their names with one capital letter. */
  record Request(String method, String path, Map<String, List<String>> headers, String body) {}

  FakeIcinga(Path directory) throws Exception {
    KeyStore store = selfSigned(directory.resolve("server.p12"));
    caPem = pem(store.getCertificate(ALIAS).getEncoded());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, STORE_PASSWORD);
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
  }

  /** Answers the next request like this. */
  FakeIcinga then(int status, String contentType, String body) {
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", contentType);
          // of unknown length, so it goes out in chunks, as from 2.16 on
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        });
    return this;
  }

  /** Closes the connection instead of answering the next request. */
  FakeIcinga thenHangsUp() {
    answers.add(exchange -> {});
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
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      HttpHandler answer = answers.poll();
      if (answer != null) {
        answer.handle(exchange);
      }
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The JDK's own tool makes it, so this needs nothing that is not there. */
  private static KeyStore selfSigned(Path file) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(STORE_PASSWORD),
            "-alias",
            ALIAS,
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1");
    Path log = file.resolveSibling("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool: " + Files.readString(log));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD);
    }
    return store;
  }

  private static String pem(byte[] certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
