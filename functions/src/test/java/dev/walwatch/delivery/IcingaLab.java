package dev.walwatch.delivery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.walwatch.standins.PrivateIcinga;
import java.nio.file.Path;
import java.util.List;
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

  private static final String EXTRA =
      """
      const WalwatchApiPassword = "only-for-this-test"
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

  private final PrivateIcinga icinga;

  private IcingaLab(PrivateIcinga icinga) {
    this.icinga = icinga;
  }

  /** Starts it, or skips the test with one sentence. */
  static IcingaLab start(Path directory) {
    assumeTrue(
        PrivateIcinga.program().isPresent(),
        "Icinga 2 is not installed (apt-get install icinga2): what it would have answered is not"
            + " tested here.");
    List<Path> operatorFiles =
        Stream.of("host-example.conf", "services.conf", "api-user.conf", "templates.conf")
            .map(Path.of("..", "infra", "icinga")::resolve)
            .toList();
    return new IcingaLab(PrivateIcinga.start(directory, operatorFiles, EXTRA));
  }

  IcingaEndpoint endpoint() {
    return IcingaEndpoint.of(icinga.url(), icinga.caPem());
  }

  IcingaClient client() {
    return new IcingaClient(endpoint(), credentials());
  }

  static IcingaCredentials credentials() {
    return new IcingaCredentials.Password("walwatch", new Secret(PASSWORD));
  }

  /** Returns the attributes of one of the host's services. */
  JsonNode service(String service) {
    return new JsonMapper()
        .readTree(icinga.api().service(HOST, service))
        .path("results")
        .path(0)
        .path("attrs");
  }

  void checkNow(String service) {
    icinga.api().checkNow(HOST, service);
  }

  @Override
  public void close() {
    icinga.close();
  }
}
