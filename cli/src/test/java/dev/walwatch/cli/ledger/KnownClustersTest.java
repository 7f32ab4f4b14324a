package dev.walwatch.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.archive.ClusterId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownClustersTest {
  private final KnownClusters known =
      new KnownClusters(
          Stream.of("backups/prod/main", "backups/test/main", "backups/prod/reports", "whole")
              .map(ClusterId::parse)
              .toList());

  @ParameterizedTest
  @CsvSource({
    "s3://backups/prod/main, backups/prod/main/",
    "s3://backups/prod/main/, backups/prod/main/",
    "backups/prod/main, backups/prod/main/",
    "reports, backups/prod/reports/",
    "whole, whole/",
    "s3://whole, whole/",
  })
  void aClusterIsNamedInFullOrShort(String text, String cluster) {
    assertThat(known.named(text)).hasToString(cluster);
    assertThat(known.namedOrNew(text)).hasToString(cluster);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          main | "main" is the short name of s3://backups/prod/main, s3://backups/test/main: name one of them in full
          report | there is no cluster "report", but s3://backups/prod/reports: walwatch clusters lists all 4
          s3://backups/prd/main | there is no cluster "s3://backups/prd/main", but s3://backups/prod/main, s3://backups/test/main: walwatch
          billing | there is no cluster "billing": walwatch clusters lists all 4
          prod/main | there is no cluster "prod/main"
          s3:// | there is no cluster "s3://"
          """)
  void whatIsNoneOrSeveralIsRefusedWithTheNearOnes(String text, String sentence) {
    assertThatThrownBy(() -> known.named(text))
        .isInstanceOf(CannotUseLedgerException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "report", "backups/new", "s3://"})
  void aNewClusterHasToBeNamedInFull(String text) {
    assertThat(known.namedOrNew("s3://backups/new")).hasToString("backups/new/");
    assertThatThrownBy(() -> known.namedOrNew(text)).isInstanceOf(CannotUseLedgerException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "s3://backups/main"})
  void anEmptyLedgerSaysHowItLearns(String text) {
    assertThatThrownBy(() -> new KnownClusters(List.of()).named(text))
        .hasMessageContaining("the ledger knows none yet, it learns of each by its first event");
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, 0",
    "abc, abd, 1",
    "abc, ab, 1",
    "'', abc, 3",
    "main, maim, 1",
    "ab, ba, 2"
  })
  void typingErrorsAreCounted(String one, String other, int errors) {
    assertThat(TypingErrors.between(one, other)).isEqualTo(errors);
    assertThat(TypingErrors.between(other, one)).isEqualTo(errors);
  }
}
