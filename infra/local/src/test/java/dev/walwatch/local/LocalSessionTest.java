package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalSessionTest {

  private static final Instant AT = Instant.parse("2026-11-22T15:50:00Z");

  @Test
  void sumsUpTheWayThatEachServiceWent() {
    var transitions =
        List.of(
            transition(Service.WAL_ARCHIVING, Severity.OK),
            transition(Service.BASE_BACKUP, Severity.OK),
            transition(Service.WAL_ARCHIVING, Severity.CRITICAL),
            transition(Service.WAL_ARCHIVING, Severity.OK));

    var summary = LocalSession.summary(transitions);

    assertThat(summary)
        .containsExactly(
            "s3://backups/main/  wal-archiving: OK, CRITICAL, OK",
            "s3://backups/main/  base-backup: OK");
  }

  @Test
  void showsATransitionOnOneLineWhateverStandsInIt() {
    var hostile =
        new Transition(
            AT,
            new ClusterId("backups", "a\u001b[2Jb/"),
            Service.BASE_BACKUP,
            Optional.empty(),
            new ServiceState(Severity.OK, AT, "OK: first\nsecond"));

    assertThat(hostile.line())
        .isEqualTo(
            "2026-11-22 15:50:00  s3://backups/a\ufffd[2Jb/  base-backup    OK: first second");
  }

  @Test
  void theVariablesForOtherTerminalsAreOneLineToCopy() {
    var line = LocalSession.export(Map.of("WALWATCH_TABLE", "ledger", "AWS_REGION", "us-east-1"));

    assertThat(line).isEqualTo("export AWS_REGION=us-east-1 WALWATCH_TABLE=ledger");
  }

  private static Transition transition(Service service, Severity severity) {
    return new Transition(
        AT,
        new ClusterId("backups", "main/"),
        service,
        Optional.empty(),
        new ServiceState(severity, AT, severity + ": as it is"));
  }
}
