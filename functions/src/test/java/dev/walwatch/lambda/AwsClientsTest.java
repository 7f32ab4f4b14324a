package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsClientsTest {

  @Test
  void stopsTheStartWhenNoTableIsNamed() {
    var environment = new Environment(Map.of("WALWATCH_TABLE", " "));

    assertThatThrownBy(() -> AwsClients.ledger(environment))
        .isInstanceOf(WalwatchException.class)
        .hasMessageStartingWith("WALWATCH_TABLE is not set");
  }
}
