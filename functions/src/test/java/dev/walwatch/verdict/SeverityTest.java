package dev.walwatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "OK, OK",
    "OK WARNING, WARNING",
    "WARNING CRITICAL, CRITICAL",
    "OK UNKNOWN, UNKNOWN",
    "UNKNOWN WARNING, WARNING",
    "CRITICAL UNKNOWN OK WARNING, CRITICAL",
  })
  void whatIsKnownToBeBadOutweighsWhatIsNotKnown(String severities, Severity worst) {
    var list = Arrays.stream(severities.split(" ", -1)).map(Severity::valueOf).toList();

    assertThat(Severity.worst(list)).isEqualTo(worst);
    assertThat(Severity.worst(list.reversed())).isEqualTo(worst);
  }

  @Test
  void nothingBadIsOk() {
    assertThat(Severity.worst(List.of())).isEqualTo(Severity.OK);
  }

  @ParameterizedTest
  @CsvSource({"OK, 0", "WARNING, 1", "CRITICAL, 2", "UNKNOWN, 3"})
  void exitCodesAreThoseOfThePlugins(Severity severity, int exitCode) {
    assertThat(severity.exitCode()).isEqualTo(exitCode);
  }
}
