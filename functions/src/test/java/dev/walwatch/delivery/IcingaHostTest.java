package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import org.junit.jupiter.api.Test;

class IcingaHostTest {
  private static final PassiveResult RESULT = PassiveResults.of("any", Severity.OK);

  @Test
  void ofAClusterHasItsServicesByTheTemplate() {
    var host = IcingaObject.host(RESULT);

    assertThat(host.template()).isEqualTo("walwatch-cluster");
    assertThat(host.attributes())
        .containsEntry("display_name", "PostgreSQL cluster " + RESULT.host());
  }

  @Test
  void ofTheWatcherIsNoClusterAndHasNoServicesOfOne() {
    var host = IcingaObject.host(RESULT.ofTheWatcher());

    assertThat(host.template()).isEqualTo("walwatch-name");
    assertThat(host.attributes()).isEmpty();
  }
}
