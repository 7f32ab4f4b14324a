package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Icinga 2 with every file of infra/icinga/ as it is shipped, some objects that are not
 * walwatch's, and a command in the place of the mail's that appends each message to a file.
 */
final class ShippedIcinga implements AutoCloseable {

  static final String CLUSTER = "payments-db";
  static final String BASE_BACKUP = "PostgreSQL WAL-E base backup push";
  static final String ARCHIVING = "PostgreSQL WAL-E archiving to S3";
  static final String WATCHER = "walwatch";

  /** What an operator who uses api-user.conf gives walwatch, and one who uses the other file. */
  static final String POSTER = "walwatch";

  static final String CREATOR = "walwatch-creator";
  static final String TESTER = "tester";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;
  private static final Pattern LISTENING =
      Pattern.compile("Started new listener on '\\[127\\.0\\.0\\.1]:(\\d+)'");

  /** The host with checks of its own stands for one that is not there for walwatch alone. */
  private static final String EXTRA =
      """
      const WalwatchApiPassword = "of walwatch"
      const WalwatchCreatorPassword = "of walwatch-creator"
      object ApiUser "tester" {
        password = "of tester"
        permissions = [ "*" ]
      }
      object NotificationComponent "notification" { }
      object NotificationCommand "mail-service-notification" {
        command = [ "/bin/sh", "-c", "echo \\"$$0\\" >> '" + Mailbox + "'",
          "$notification.type$ to $user.name$: $host.name$, $service.name$, $service.output$" ]
      }
      object Host "db1.example.org" {
        check_command = "dummy"
        vars.dummy_state = 0
        vars.dummy_text = "the host answers"
        vars.walwatch = true
      }
      object Host "orders-db" {
        import "walwatch-cluster"
      }
      object Service "ping" {
        host_name = "payments-db"
        check_command = "dummy"
      }
      """;

  private final Path home;
  private final PrivateIcinga icinga;
  private final HttpClient client;

  private ShippedIcinga(Path home, PrivateIcinga icinga) {
    this.home = home;
    this.icinga = icinga;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(PrivateIcingaApi.trusting(icinga.caPem()))
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Starts it below a directory, with what an earlier one left there, or skips the test. */
  static ShippedIcinga start(Path home) {
    assumeTrue(
        PrivateIcinga.program().isPresent(),
        "Icinga 2 is not installed (apt-get install icinga2): the files of infra/icinga/ are not"
            + " tested here.");
    String extra = "const Mailbox = \"" + mailbox(home.toAbsolutePath()) + "\"\n" + EXTRA;
    return new ShippedIcinga(home, PrivateIcinga.start(home, files(), extra));
  }

  /** Returns every configuration file of infra/icinga/, in the order of their names. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder() {
    return Path.of("..", "icinga");
  }

  /** Posts a result as walwatch does, and returns what Icinga answers. */
  Answer post(String host, String service, int state, String output, Duration ttl) {
    return postAs(POSTER, host, service, state, output, ttl);
  }

  Answer postAs(String user, String host, String service, int state, String output, Duration ttl) {
    return send(
        user,
        "POST",
        "/v1/actions/process-check-result",
        Map.of(
            "type",
            "Service",
            "service",
            host + "!" + service,
            "exit_status",
            state,
            "plugin_output",
            output,
            "ttl",
            ttl.toSeconds()));
  }

  /** Does what the button "Check now" of Icinga Web does, and waits for the check. */
  JsonNode checkNow(String host, String service) {
    double before = service(host, service).path("last_check").asDouble();
    icinga.api().checkNow(host, service);
    return await(host, service, now -> now.path("last_check").asDouble() > before);
  }

  /** Returns the attributes of a service; a missing node if there is none of that name. */
  JsonNode service(String host, String service) {
    return object("services", host + "!" + service);
  }

  /** Returns the attributes of an object; a missing node if there is none of that name. */
  JsonNode object(String kind, String name) {
    return send(TESTER, "GET", path(kind, name), Map.of())
        .body()
        .path("results")
        .path(0)
        .path("attrs");
  }

  /** Waits until a service is as it should be, and fails with what it is. */
  JsonNode await(String host, String service, Predicate<JsonNode> reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode attributes = service(host, service);
    while (!reached.test(attributes)) {
      assertThat(System.nanoTime()).describedAs(attributes.toString()).isLessThan(deadline);
      pause();
      attributes = service(host, service);
    }
    return attributes;
  }

  /** Returns what was sent to people, one line a message. */
  List<String> messages() {
    try {
      Path mailbox = mailbox(home);
      return Files.exists(mailbox) ? Files.readAllLines(mailbox) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a message that begins so. */
  void awaitMessage(String start) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (messages().stream().noneMatch(message -> message.startsWith(start))) {
      assertThat(System.nanoTime()).describedAs(messages().toString()).isLessThan(deadline);
      pause();
    }
  }

  /** Asks for a reload, as {@code systemctl reload icinga2} does, and does not wait for it. */
  void reload() throws IOException, InterruptedException {
    String umbrella = Files.readString(home.resolve("run/icinga2.pid")).strip();
    new ProcessBuilder("kill", "-HUP", umbrella).inheritIO().start().waitFor();
  }

  /** Returns how often an Icinga has begun to listen here: once, and once more after a reload. */
  int starts() {
    return listeners().size();
  }

  Answer send(String user, String method, String path, Map<String, Object> body) {
    try {
      return sendOnce(user, method, path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer sendOnce(String user, String method, String path, Map<String, Object> body)
      throws IOException {
    String credentials = user + ":of " + user;
    var request =
        HttpRequest.newBuilder(url().resolve(path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Accept", "application/json")
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Icinga", e);
    }
  }

  static String path(String kind, String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/v1/objects/" + kind + "/" + encoded;
  }

  /** The port is another one after a reload, for Icinga was told to take any that is free. */
  private URI url() {
    return URI.create("https://localhost:" + listeners().getLast().group(1));
  }

  private List<MatchResult> listeners() {
    try {
      String console =
          Files.readString(new PrivateIcingaLayout(home, PrivateIcinga.Node.USUAL).console());
      return LISTENING.matcher(console).results().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path mailbox(Path home) {
    return home.resolve("messages");
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Icinga", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    icinga.close();
  }

  /** What Icinga answers: the status of HTTP and the body. */
  record Answer(int status, JsonNode body) {

    String said() {
      return body.path("results").path(0).path("status").asString(body.path("status").asString());
    }

    boolean stored() {
      return status == 200 && said().startsWith("Successfully processed check result");
    }
  }
}
