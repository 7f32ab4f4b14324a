package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://backups/main",
        "a b",
        "it's",
        "$(touch /tmp/x) `id` \"$HOME\"",
        "; rm -rf ~ #",
        "-rf",
        "'; echo broken; '",
        "\\'; echo broken \\",
        "line\nbreak'\\",
        "\u001b[2J\u009b'",
        "größer",
        "{a,b}*?[x]~!"
      })
  void aShellReadsAnyTextAsOneWord(String text) throws Exception {
    var process =
        new ProcessBuilder("bash", "-c", "printf %s " + Quoting.word(text))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();

    var read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(read).isEqualTo(text);
    assertThat(Quoting.word(text).codePoints().noneMatch(Character::isISOControl)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line\nbreak'; touch /tmp/walwatch-broken; '\\", "\u0007' & id"})
  void aShellWithoutThatFormNeverReadsAnythingAsACommand(String text) throws Exception {
    var process =
        new ProcessBuilder("sh", "-c", "printf '<%s>' " + Quoting.word(text))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();

    var read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(read).startsWith("<").endsWith(">").containsOnlyOnce("<");
  }
}
