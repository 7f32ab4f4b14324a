package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.report.LogLink.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinkTest {
  private static final Instant FROM = Instant.parse("2026-11-22T14:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-22T14:38:14.123456Z");

  private static Subject of(String cluster, String host) {
    return new Subject(cluster, host, "wal-archiving", "wal-silence", FROM, TO);
  }

  private static String filled(String template, Subject subject) {
    return LogLink.of(template).orElseThrow().about(subject).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void withoutATemplateThereIsNoLink(String template) {
    assertThat(LogLink.of(template)).isEmpty();
  }

  @Test
  void everyPlaceholderIsFilled() {
    var template =
        "https://logs.example.org/find?a={cluster}&b={host}&c={service}&d={code}&e={from}&f={to}"
            + "&g={from_ms}&h={to_ms}&b={host}";

    assertThat(filled(template, of("backups/production/main", "payments-db")))
        .isEqualTo(
            "https://logs.example.org/find?a=backups%2Fproduction%2Fmain&b=payments-db"
                + "&c=wal-archiving&d=wal-silence&e=2026-11-22T14%3A00%3A00.000Z"
                + "&f=2026-11-22T14%3A38%3A14.123Z&g=1795356000000&h=1795358294123&b=payments-db");
  }

  @Test
  void aTemplateMayHaveNoPlaceholder() {
    assertThat(filled("http://logs.internal/", of("backups/main", "main")))
        .isEqualTo("http://logs.internal/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a b#a%20b",
        "a&b=c?d%2F#a%26b%3Dc%3Fd%252F",
        "a+b;c,d@e:f#a%2Bb%3Bc%2Cd%40e%3Af",
        "größe#gr%C3%B6%C3%9Fe",
        "x'),(y:'#x%20%20%2C%20y%3A%20",
        "x\"}]},{\"#x%20%20%20%20%2C%20%20",
        "a\\b|c`d$e#a%20b%20c%20d%20e",
        "{from_ms}#%20from_ms%20",
        "a\\Q$1\\E#a%20Q%201%20E"
      })
  void hostileTextStaysAValue(String host, String written) {
    assertThat(filled("https://logs.example.org/#/?q=(host:'{host}')", of("b/p", host)))
        .isEqualTo("https://logs.example.org/#/?q=(host:'" + written + "')");
  }

  @Test
  void lineBreaksAndControlCharactersAreNoneInALink() {
    assertThat(filled("https://logs.example.org/{host}", of("b/p", "a\r\nb\u0007\u202e")))
        .isEqualTo("https://logs.example.org/a%20b%EF%BF%BD%EF%BF%BD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a b#a*20b",
        "x'~(y)#x*27*7E*28y*29",
        "größe#gr*C3*B6*C3*9Fe",
        "b/p$2F*20#b*2Fp*242F*2A20"
      })
  void cloudWatchsConsoleHasAnEscapeOfItsOwn(String host, String written) {
    var template = "https://console.aws.amazon.com/cloudwatch/home#logsV2:logs-insights$3F~'{host}";

    assertThat(filled(template, of("b/p", host))).isEqualTo(template.replace("{host}", written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://logs.example.org/?q={cluster}&x={hostname}",
        "https://logs.example.org/?q={}",
        "https://logs.example.org/?q={HOST}",
        "https://logs.example.org/?q={job=\"syslog\"}"
      })
  void anUnknownPlaceholderIsRefusedAndTheKnownAreNamed(String template) {
    assertThatThrownBy(() -> LogLink.of(template))
        .isInstanceOf(BadLinkException.class)
        .hasMessageContaining("which is no placeholder; there are {cluster}, {host}, {service}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs.example.org/?q={host}",
        "/logs?q={host}",
        "ftp://logs.example.org/{host}",
        "javascript:alert(1)",
        "https:///find?q={host}",
        "https://logs.example.org/a b?q={host}",
        "https://logs.example.org/?q={host",
        "https://logs.example.org/?q=host}"
      })
  void whatIsNoAddressIsRefused(String template) {
    assertThatThrownBy(() -> LogLink.of(template))
        .isInstanceOf(BadLinkException.class)
        .hasMessageContaining("which makes no http or https address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://{host}/",
        "https://{host}",
        "https://logs.{service}.example.org/find",
        "https://logs.example.org:{code}/",
        "{host}://logs.example.org/",
        "{host}"
      })
  void whereALinkLeadsIsNotTheArchivesToSay(String template) {
    assertThatThrownBy(() -> LogLink.of(template))
        .isInstanceOf(BadLinkException.class)
        .hasMessageContaining("with a placeholder before the path");
  }

  @Test
  void aPasswordInATemplateIsRefusedAndNotSaidAgain() {
    assertThatThrownBy(() -> LogLink.of("https://me:secret@logs.example.org/"))
        .isInstanceOf(BadLinkException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aTimeThatEndsBeforeItBeginsIsNone() {
    assertThatThrownBy(() -> new Subject("b/p", "p", "wal-archiving", "wal-gap", TO, FROM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a span of time");
  }
}
