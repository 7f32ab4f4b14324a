package dev.walwatch.local.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {

  private static final Instant SINCE = Instant.parse("2026-11-22T15:50:07Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void drawsTheTableAnewInItsPlaceBelowTheLinesThatStay() {
    var screen = new TerminalScreen(out, false);
    screen.show(List.of(line(Severity.OK, "OK: fine", "OK")));
    bytes.reset();

    screen.say("a line");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            \u001b[3A\r\u001b[Ja line
            \u001b[?7l
            CLUSTER             SERVICE        STATE  SINCE     ICINGA  WHAT
            s3://backups/main/  wal-archiving  OK     15:50:07  OK      fine
            \u001b[?7h""");
  }

  @Test
  void saysLinesWithoutAnyTableUntilThereIsAService() {
    var screen = new TerminalScreen(out, true);

    screen.say("a line");
    screen.show(List.of());

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
  }

  @Test
  void coloursTheStateAlone() {
    var rows = new StatusTable(true).rows(List.of(line(Severity.CRITICAL, "CRITICAL: gap", "-")));

    assertThat(rows.getLast())
        .isEqualTo(
            "s3://backups/main/  wal-archiving  \u001b[1;31mCRITICAL\u001b[0m  15:50:07  -       gap");
  }

  @Test
  void showsNoMoreRowsThanAWindowHasAndSaysHowManyAreLeftOut() {
    var rows =
        new StatusTable(false).rows(Collections.nCopies(20, line(Severity.OK, "OK: fine", "OK")));

    assertThat(rows).hasSize(19);
    assertThat(rows.getLast()).isEqualTo("and 4 services more");
  }

  @Test
  void showsHostileTextInPlainCharacters() {
    var rows =
        new StatusTable(false)
            .rows(List.of(line(Severity.OK, "OK: \u001b[2J\u202egone", "\u0007")));

    assertThat(String.join("", rows)).doesNotContain("\u001b", "\u202e", "\u0007");
  }

  private static ServiceLine line(Severity severity, String headline, String inIcinga) {
    return new ServiceLine(
        new ClusterId("backups", "main/"),
        Service.WAL_ARCHIVING,
        new ServiceState(severity, SINCE, headline),
        inIcinga);
  }
}
