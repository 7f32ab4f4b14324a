package dev.walwatch.local.icinga;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Stands where Icinga 2 is not installed: takes check results over TLS as Icinga does, and shows
 * each that would change what operators see. It knows every host and service.
 */
public final class ShownIcinga implements IcingaSide {

  private static final String ACTION = "/v1/actions/process-check-result";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final OwnCertificate certificate;
  private final Consumer<String> screen;
  private final Map<String, Severity> states = new ConcurrentHashMap<>();

  private ShownIcinga(HttpsServer server, OwnCertificate certificate, Consumer<String> screen) {
    this.server = server;
    this.certificate = certificate;
    this.screen = screen;
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * Starts it on a free port.
   *
   * @param directory where the key of its certificate goes; made if it is absent
   * @param screen called with what would be posted
   */
  public static ShownIcinga start(Path directory, Consumer<String> screen) {
    try {
      var certificate = OwnCertificate.create(directory);
      var server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      return new ShownIcinga(server, certificate, screen);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stand in for Icinga", e);
    }
  }

  @Override
  public URI url() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  @Override
  public String caPem() {
    return certificate.pem();
  }

  @Override
  public String credentialsJson() {
    return "{\"user\":\"walwatch\",\"password\":\"not-checked\"}";
  }

  @Override
  public void ensureHost(String name) {}

  @Override
  public String stateOf(String host, String service) {
    var state = states.get(host + "!" + service);
    return state == null ? "-" : "would be " + state;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean isResult =
          exchange.getRequestMethod().equals("POST")
              && exchange.getRequestURI().getPath().equals(ACTION);
      var answer =
          isResult ? take(body) : new Answer(404, "The requested path could not be found.");
      var results = JsonNodeFactory.instance.objectNode();
      results.putArray("results").addObject().put("code", answer.code).put("status", answer.status);
      var bytes = results.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private record Answer(int code, String status) {}

  private Answer take(String body) {
    JsonNode result;
    try {
      result = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return new Answer(400, "Invalid request body: " + e.getOriginalMessage());
    }
    var state = States.of(result.path("exit_status").asInt(-1));
    if (state.isEmpty() || !result.path("plugin_output").isString()) {
      return new Answer(400, "Parameter 'exit_status' and 'plugin_output' are required.");
    }
    var service = result.path("service").asString("");
    if (states.put(service, state.get()) != state.get()) {
      var headline = result.path("plugin_output").stringValue().lines().findFirst().orElse("");
      screen.accept("would post to Icinga: " + PlainText.line(service + ": " + headline));
    }
    return new Answer(200, "Successfully processed check result for object '" + service + "'.");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
