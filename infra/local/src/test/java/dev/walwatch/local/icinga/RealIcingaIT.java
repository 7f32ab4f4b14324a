package dev.walwatch.local.icinga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.walwatch.delivery.IcingaClient;
import dev.walwatch.delivery.IcingaCredentials;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.IcingaEndpoint;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.secret.Secret;
import dev.walwatch.standins.PrivateIcinga;
import dev.walwatch.verdict.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealIcingaIT {

  @Test
  void hasAServiceForTheWatcherItself(@TempDir Path directory) {
    assumeTrue(PrivateIcinga.program().isPresent(), "Icinga 2 is not installed on this machine");
    try (var icinga = RealIcinga.start(directory, Path.of("..", "icinga"));
        var client = client(icinga)) {
      var delivery =
          client.deliver(
              new PassiveResult(
                  "walwatch",
                  "walwatch",
                  Severity.WARNING,
                  "WARNING: 3 dead letters",
                  List.of("dead_letters=3;0;;0"),
                  "walwatch",
                  Duration.ofMinutes(12)));

      assertThat(delivery).isEqualTo(new IcingaDelivery.Delivered());
      assertThat(icinga.stateOf("walwatch", "walwatch")).isEqualTo("WARNING");
      assertThat(icinga.stateOf("walwatch", "PostgreSQL WAL-E archiving to S3"))
          .isEqualTo("no such service");
    }
  }

  private static IcingaClient client(RealIcinga icinga) {
    return new IcingaClient(
        IcingaEndpoint.of(icinga.url(), icinga.caPem()),
        IcingaCredentials.parse(new Secret(icinga.credentialsJson()), "the private Icinga"));
  }
}
