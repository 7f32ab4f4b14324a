package dev.walwatch.delivery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.walwatch.secret.Secret;
import dev.walwatch.standins.PrivateIcinga;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Icinga 2 with the very files of infra/icinga/ and a few objects that are not walwatch's.
 */
final class IcingaLab implements AutoCloseable {

  static final String HOST = "payments-db";
  static final String ARCHIVING = "PostgreSQL WAL-E archiving to S3";
  static final String BASE_BACKUP = "PostgreSQL WAL-E base backup push";
  static final String FOREIGN = "ping";
  static final String NO_PASSIVE_CHECKS = "no passive checks";

  private static final String PASSWORD = "only-for-this-test";

  /** The templates and the user; without the apply rules a host has no services. */
  static final List<String> TEMPLATES =
      List.of("api-user.conf", "templates.conf", "check-command.conf");

  static final List<String> APPLY_RULES =
      List.of("services.conf", "api-user.conf", "templates.conf", "check-command.conf");

  private static final List<String> ALL =
      List.of(
          "host-example.conf",
          "services.conf",
          "watcher.conf",
          "api-user.conf",
          "templates.conf",
          "check-command.conf");

  private static final String EXTRA =
      """
      object Service "ping" {
        host_name = "payments-db"
        check_command = "dummy"
      }
      object Service "no passive checks" {
        host_name = "payments-db"
        import "walwatch-result"
        enable_passive_checks = false
      }
      """;

  private final Path directory;
  private final List<String> files;
  private final String extra;
  private PrivateIcinga icinga;

  private IcingaLab(Path directory, List<String> files, String extra, PrivateIcinga.Node node) {
    this.directory = directory;
    this.files = files;
    this.extra = extra;
    this.icinga = start(PASSWORD, node);
  }

  /** Starts it, or skips the test with one sentence. */
  static IcingaLab start(Path directory) {
    return start(directory, ALL, EXTRA);
  }

  /**
   * Starts one with some of the files of infra/icinga/.
   *
   * @param extra more configuration
   */
  static IcingaLab start(Path directory, List<String> files, String extra) {
    return start(directory, files, extra, PrivateIcinga.Node.USUAL);
  }

  static IcingaLab start(
      Path directory, List<String> files, String extra, PrivateIcinga.Node node) {
    assumeTrue(
        PrivateIcinga.program().isPresent(),
        "Icinga 2 is not installed (apt-get install icinga2): what it would have answered is not"
            + " tested here.");
    return new IcingaLab(directory, files, extra, node);
  }

  /** Returns a port that is free, for an Icinga that is to come back at the same. */
  static PrivateIcinga.Node atAFixedPort() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new PrivateIcinga.Node(PrivateIcinga.NODE_NAME, free.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrivateIcinga start(String password, PrivateIcinga.Node node) {
    List<Path> operatorFiles =
        files.stream().map(Path.of("..", "infra", "icinga")::resolve).toList();
    String constant = "const WalwatchApiPassword = \"%s\"%n".formatted(password);
    return PrivateIcinga.start(directory, operatorFiles, constant + extra, node);
  }

  IcingaEndpoint endpoint() {
    return IcingaEndpoint.of(url(), caPem());
  }

  URI url() {
    return icinga.url();
  }

  String caPem() {
    return icinga.caPem();
  }

  Path authorityKeys() {
    return icinga.authorityKeys();
  }

  IcingaClient client() {
    return new IcingaClient(endpoint(), credentials());
  }

  static IcingaCredentials credentials() {
    return new IcingaCredentials.Password("walwatch", new Secret(PASSWORD));
  }

  /** Returns the secret of a user of this password, the one of the test by default. */
  static String secret(String user, String password) {
    return "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
  }

  static String secret() {
    return secret("walwatch", PASSWORD);
  }

  /** Returns the attributes of one of the host's services. */
  JsonNode service(String service) {
    return service(HOST, service);
  }

  /** Returns the attributes of a service; a missing node if there is none. */
  JsonNode service(String host, String service) {
    return new JsonMapper()
        .readTree(icinga.api().service(host, service))
        .path("results")
        .path(0)
        .path("attrs");
  }

  void checkNow(String service) {
    icinga.api().checkNow(HOST, service);
  }

  /** Does what systemctl reload does; another worker takes over in about half a second. */
  void reload() {
    signal("HUP", icinga.umbrella());
  }

  /** Returns the processes that work now. */
  List<ProcessHandle> workers() {
    return icinga.umbrella().descendants().toList();
  }

  /** Stops all its processes, which keep their sockets, until it is thawed or closed. */
  void freeze() {
    alive().forEach(process -> signal("STOP", process));
  }

  void thaw() {
    alive().forEach(process -> signal("CONT", process));
  }

  /** Ends it as a crash does: what it had not saved is lost. */
  void kill() {
    // those below first: without the first of them they would live on
    icinga.umbrella().descendants().forEach(ProcessHandle::destroyForcibly);
    icinga.umbrella().destroyForcibly();
    icinga.umbrella().onExit().join();
  }

  /** Starts it again where it was, when it was killed. */
  void startAgain() {
    startAgain(PASSWORD);
  }

  /** Starts it again where it was, with another password for walwatch's user. */
  void startAgain(String password) {
    int port = icinga.url().getPort();
    icinga.close();
    icinga = start(password, new PrivateIcinga.Node(PrivateIcinga.NODE_NAME, port));
  }

  private Stream<ProcessHandle> alive() {
    return Stream.concat(icinga.umbrella().descendants(), Stream.of(icinga.umbrella()))
        .filter(ProcessHandle::isAlive);
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
      if (!kill.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("kill does not end");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thaw();
    icinga.close();
  }
}
