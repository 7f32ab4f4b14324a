package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * No test here has a network, credentials or rights, so whoever called AWS would fail. That the
 * deployed function leaves nothing in its table is seen where there is one: SnapStartIT.
 */
class RehearsalTest {
  @Test
  void canBeDoneWithoutANetworkAndAgain() {
    assertThatCode(ArrivalsRehearsal::run).doesNotThrowAnyException();
    assertThatCode(ArrivalsRehearsal::run).doesNotThrowAnyException();
  }

  /** The rehearsal's client knows no right credentials; a real one would not be answered either. */
  @Test
  void everyCallOfARehearsalIsAnsweredByNothing() {
    var table = NoNetwork.client(DynamoDbClient.builder());

    assertThat(table.listTables().tableNames()).isEmpty();
  }
}
