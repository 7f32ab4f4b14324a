package dev.walwatch.local.icinga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.delivery.IcingaClient;
import dev.walwatch.delivery.IcingaCredentials;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.IcingaEndpoint;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.secret.Secret;
import dev.walwatch.verdict.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownIcingaIT {

  private final List<String> shown = Collections.synchronizedList(new ArrayList<>());

  @Test
  void takesResultsOverTlsAndShowsThoseThatWouldChangeWhatOperatorsSee(@TempDir Path directory) {
    try (var icinga = ShownIcinga.start(directory, shown::add);
        var client = client(icinga)) {
      var first = client.deliver(result(Severity.OK, "OK: fine"));
      client.deliver(result(Severity.OK, "OK: still fine"));
      client.deliver(result(Severity.CRITICAL, "CRITICAL: gap\nand why"));

      assertThat(first).isInstanceOf(IcingaDelivery.Delivered.class);
      assertThat(shown)
          .containsExactly(
              "would post to Icinga: main!archiving: OK: fine",
              "would post to Icinga: main!archiving: CRITICAL: gap");
      assertThat(icinga.stateOf("main", "archiving")).isEqualTo("would be CRITICAL");
      assertThat(icinga.stateOf("main", "other")).isEqualTo("-");
    }
  }

  private static IcingaClient client(ShownIcinga icinga) {
    return new IcingaClient(
        IcingaEndpoint.of(icinga.url(), icinga.caPem()),
        IcingaCredentials.parse(new Secret(icinga.credentialsJson()), "the stand-in"));
  }

  private static PassiveResult result(Severity state, String output) {
    return new PassiveResult(
        "main", "archiving", state, output, List.of(), "walwatch", Duration.ofMinutes(5));
  }
}
