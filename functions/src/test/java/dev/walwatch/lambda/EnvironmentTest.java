package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.wal.SegmentSize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void takesAnEmptyVariableForOneThatIsNotSet() {
    var environment = new Environment(Map.of("WALWATCH_TOPIC_ARN", "  "));

    assertThat(environment.find(Environment.TOPIC_ARN)).isEmpty();
  }

  @Test
  void namesTheVariableThatIsMissing() {
    var environment = new Environment(Map.of());

    assertThatThrownBy(() -> environment.require(Environment.TABLE))
        .isInstanceOf(WalwatchException.class)
        .hasMessageStartingWith("WALWATCH_TABLE is not set");
  }

  @Test
  void readsAListWithOrWithoutBlanksAndEmptyParts() {
    var environment =
        new Environment(Map.of("WALWATCH_DEAD_LETTERS_URLS", " https://a, ,https://b,"));

    assertThat(environment.list(Environment.DEAD_LETTERS_URLS))
        .containsExactly("https://a", "https://b");
    assertThat(environment.list("WALWATCH_NOT_SET")).isEmpty();
  }

  @Test
  void readsPolicyDefaultsFromTheirVariables() {
    var environment =
        new Environment(
            Map.of("WALWATCH_BACKUP_CRITICAL", "3d", "WALWATCH_WAL_SEGMENT_SIZE", "64MB"));

    var policy = environment.policyDefaults().toPolicy();

    assertThat(policy.backupCritical()).isEqualTo(Duration.ofDays(3));
    assertThat(policy.segmentSize()).contains(SegmentSize.megabytes(64));
    assertThat(policy.walGrace()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void holdsTheStandardPolicyWhereNothingIsSet() {
    var policy = new Environment(Map.of()).policyDefaults().toPolicy();

    assertThat(policy).isEqualTo(PolicySettings.defaults().toPolicy());
  }

  @Test
  void refusesAWrongDefaultByName() {
    var environment = new Environment(Map.of("WALWATCH_WAL_GRACE", "soon"));

    assertThatThrownBy(environment::policyDefaults)
        .isInstanceOf(BadPolicyException.class)
        .hasMessage("wal.grace is \"soon\", not a duration such as 28h, 15m, 90s or 2d");
  }
}
