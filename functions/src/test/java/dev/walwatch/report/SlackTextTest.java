package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "<!channel>  →  &lt;!channel&gt;",
        "&lt;!here&gt;  →  &amp;lt;!here&amp;gt;",
        "<https://evil.example|runbook>  →  &lt;https://evil.example|runbook&gt;",
        "[runbook](https://evil.example)  →  [runbook] (https://evil.example)",
        "*bold* ~gone~  →  ∗bold∗ ∼gone∼",
        "_all_ of (_this_)  →  ＿all＿ of (＿this＿)",
        ":fire: and (:+1:)  →  ꞉fire: and (꞉+1:)",
        "> quoted  →  › quoted",
        "a > b  →  a &gt; b"
      })
  void showsAsItWasWrittenWhatWouldFormatMentionOrLink(String text, String expected) {
    assertThat(SlackText.escape(text)).isEqualTo(expected);
  }

  @Test
  void opensNoCodeThatSwallowsTheRest() {
    assertThat(SlackText.escape("```code `x`")).isEqualTo("'''code 'x'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_000000010000005B00000011_00000040",
        "pg_wal, archive_command and pg_stat_archiver",
        "2026-11-22 12:04:12 UTC",
        "arn:aws:s3:::example-backups",
        "s3://example-backups/prod/payments-db/wal_005/"
      })
  void leavesAsItIsWhatIsUsualInNames(String text) {
    assertThat(SlackText.escape(text)).isEqualTo(text);
  }

  @Test
  void quotesNoLineOfSeveral() {
    assertThat(SlackText.escape("one\n> two")).isEqualTo("one\n› two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<<<<<<<<<", "&&&&&&&&&&", "🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘"})
  void cutsBetweenCharactersAndNeverWithinAnEntity(String text) {
    var cut = SlackText.escape(text, 20);

    assertThat(cut).hasSizeBetween(15, 20).endsWith("...");
    assertThat(text).startsWith(SlackText.unescape(cut.substring(0, cut.length() - 3)));
    assertThat(PlainText.lines(cut)).isEqualTo(cut);
  }

  @Test
  void takesBackOnlyWhatItEscaped() {
    var text = "&amp;lt; & < > &#60;";

    assertThat(SlackText.unescape(SlackText.entities(text))).isEqualTo(text);
  }
}
