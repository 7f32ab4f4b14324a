package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailReportTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void beginsWithTheVerdictAndEndsWithWhoAndWhat() {
    var report =
        new ServiceReport(
            Service.BASE_BACKUP,
            Severity.CRITICAL,
            "CRITICAL: no complete base backup",
            "What to do: take one.\n",
            List.of());

    var mail =
        MailReport.of(
            ClusterId.parse("s3://backups/prod/main"),
            report,
            Optional.of(new ServiceState(Severity.OK, NOON.minusSeconds(600), "fresh")),
            new ServiceState(Severity.CRITICAL, NOON, "CRITICAL: no complete base backup"));

    assertThat(mail.subject()).isEqualTo("walwatch: CRITICAL main base backup");
    assertThat(mail.body())
        .isEqualTo(
            """
            CRITICAL: no complete base backup

            What to do: take one.

            Cluster: s3://backups/prod/main/
            Service: PostgreSQL WAL-E base backup push
            State: OK → CRITICAL since 2026-11-22 12:00:00 UTC
            """);
  }

  @Test
  void cannotBeGivenAnotherHeaderByAClustersName() {
    var report = new ServiceReport(Service.WAL_ARCHIVING, Severity.OK, "OK: fine", "", List.of());

    var mail =
        MailReport.of(
            new ClusterId("backups", "main\r\nBcc: all@example.com/"),
            report,
            Optional.empty(),
            new ServiceState(Severity.OK, NOON, "OK: fine"));

    assertThat(mail.subject()).doesNotContain("\r", "\n");
  }
}
