package dev.walwatch.local.icinga;

import dev.walwatch.standins.PrivateIcinga;
import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A private Icinga 2 with the files of infra/icinga/, and a host for each cluster that appears. */
public final class RealIcinga implements IcingaSide {

  private static final String USER = "walwatch";

  private final PrivateIcinga icinga;
  private final String password;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private RealIcinga(PrivateIcinga icinga, String password) {
    this.icinga = icinga;
    this.password = password;
  }

  /**
   * Starts it.
   *
   * @param directory where its files go
   * @param operatorFiles the folder infra/icinga/
   */
  public static RealIcinga start(Path directory, Path operatorFiles) {
    var password = newPassword();
    var icinga =
        PrivateIcinga.start(
            directory,
            Stream.of(
                    "check-command.conf",
                    "templates.conf",
                    "services.conf",
                    "watcher.conf",
                    "api-user.conf")
                .map(operatorFiles::resolve)
                .toList(),
            "const WalwatchApiPassword = \"%s\"%n".formatted(password));
    return new RealIcinga(icinga, password);
  }

  @Override
  public URI url() {
    return icinga.url();
  }

  @Override
  public String caPem() {
    return icinga.caPem();
  }

  @Override
  public String credentialsJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("user", USER)
        .put("password", password)
        .toString();
  }

  @Override
  public void ensureHost(String name) {
    if (!known.add(name)) {
      return;
    }
    var answer = icinga.api().createHost(name, "walwatch-cluster");
    if (JsonMapper.shared().readTree(answer).path("results").path(0).path("code").asInt() != 200) {
      throw new IllegalStateException("Icinga made no host \"" + name + "\": " + answer);
    }
  }

  @Override
  public String stateOf(String host, String service) {
    var attributes = service(host, service);
    if (attributes.path("last_check_result").isObject()) {
      int state = attributes.path("state").asInt(-1);
      return States.of(state).map(Severity::name).orElse("state " + state);
    }
    return attributes.isMissingNode() ? "no such service" : "PENDING";
  }

  /** Returns all that Icinga knows of a service; a missing node if it knows none of that name. */
  public JsonNode service(String host, String service) {
    return JsonMapper.shared()
        .readTree(icinga.api().service(host, service))
        .path("results")
        .path(0)
        .path("attrs");
  }

  private static String newPassword() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    icinga.close();
  }
}
