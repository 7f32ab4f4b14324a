package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Removal;
import dev.walwatch.verdict.BackupVerdict;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.verdict.WalVerdict;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceReportTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final Policy POLICY = PolicySettings.defaults().toPolicy();
  private static final ClusterId CLUSTER = ClusterId.parse("s3://backups/prod/main");
  private static final SegmentName SIX = SegmentName.parse("000000010000000000000006");
  private static final SegmentName TWELVE = SegmentName.parse("00000001000000000000000C");
  private static final BaseBackup BACKUP =
      new BaseBackup(
          BackupName.parse("base_000000010000000000000003_00000040"),
          2,
          8_683_361,
          NOW.minus(Duration.ofMinutes(200)),
          NOW.minus(Duration.ofMinutes(190)),
          Optional.of(NOW.minus(Duration.ofMinutes(190))));

  @Test
  void saysOfAGapWhatSinceWhenWhatItMeansAndWhatToDo() {
    var gap =
        new Finding.WalGap(
            SIX,
            SIX,
            1,
            NOW.minus(Duration.ofMinutes(22)),
            List.of(
                new Removal(
                    new ArchivedObject.Segment(SIX),
                    NOW.minus(Duration.ofMinutes(24)),
                    "AWS:AIDAJDPLRKLG7UEXAMPLE")));

    var report = wal(List.of(gap, flows()), 1);

    assertThat(report.output())
        .isEqualTo(
            """
            CRITICAL: WAL segment 000000010000000000000006 is missing, no restore gets past it
            Missing: 000000010000000000000006.
            Seen since 2026-11-22 14:38:00 UTC (22 min).
            000000010000000000000006 was deleted at 2026-11-22 14:36:00 UTC, by AWS:AIDAJDPLRKLG7UEXAMPLE.
            What it means: A restore stops before 000000010000000000000006. Later moments can be \
            reached only from a base backup that started after the gap.
            What to do: Look for the file in pg_wal on the database host and archive it again, or bring \
            it back from the bucket's versions. If it is gone, take a new base backup now: until it is \
            complete, everything after the gap is at risk.
            Also: WAL arrives, newest segment 00000001000000000000000C 60 s ago.""");
    assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void saysThatAnOverdueBaseBackupLosesNoData() {
    var overdue = new Finding.BackupOverdue(Severity.WARNING, BACKUP);

    var report = backup(List.of(overdue));

    assertThat(report.headline()).isEqualTo("WARNING: the newest base backup is 3 h 10 min old");
    assertThat(report.details())
        .contains(
            "base_000000010000000000000003_00000040, finished 2026-11-22 11:50:00 UTC, 2 parts, 8.7 MB.")
        .contains("No data is lost while WAL archiving works");
  }

  @Test
  void givesPerformanceDataWithItsThresholds() {
    assertThat(wal(List.of(flows()), 0).performanceData())
        .containsExactly(
            "wal_age=60s;900;3600;0", "missing_segments=0;;;0", "segments_last_hour=12;;;0");
    assertThat(backup(List.of(new Finding.BackupFresh(BACKUP))).performanceData())
        .containsExactly("backup_age=11400s;100800;187200;0");
  }

  @Test
  void leavesOutPerformanceDataThatNobodyKnows() {
    var verdict =
        verdict(
            new BackupVerdict(List.of(new Finding.BackupMissing(List.of())), Optional.empty()),
            new WalVerdict(
                List.of(new Finding.WalNeverSeen()),
                Optional.empty(),
                Optional.empty(),
                0,
                OptionalLong.empty()));

    var reports = ServiceReport.of(verdict, POLICY);

    assertThat(reports.get(0).performanceData()).isEmpty();
    assertThat(reports.get(1).performanceData()).containsExactly("missing_segments=0;;;0");
  }

  static Stream<Finding> walFindings() {
    var since = NOW.minus(Duration.ofDays(400));
    return Stream.of(
        new Finding.WalGap(SIX, SIX, 1, since, List.of()),
        new Finding.WalGap(SIX, TWELVE, 1_000_000, since, List.of()),
        new Finding.WalHole(SIX, SIX, 1, since),
        new Finding.WalSilence(Severity.CRITICAL, TWELVE, since),
        flows(),
        new Finding.WalNeverSeen(),
        new Finding.WalGone(List.of()),
        new Finding.SegmentSizeMismatch(SegmentName.parse("000000010000000000000FFF"), 9, "16MB"),
        new Finding.TimelineUnlinked(new Timeline(4_000_000_000L), since));
  }

  @ParameterizedTest
  @MethodSource("walFindings")
  void beginsWithALineThatFitsAPager(Finding finding) {
    var report = wal(List.of(finding), 0);

    assertThat(report.headline()).startsWith(finding.severity() + ": ").hasSizeLessThan(110);
    assertThat(report.output().lines().findFirst()).contains(report.headline());
  }

  @ParameterizedTest
  @MethodSource("walFindings")
  void tellsWhatItMeansAndWhatToDoOfEverythingBad(Finding finding) {
    var details = wal(List.of(finding), 0).details();

    if (finding.severity() == Severity.OK) {
      assertThat(details).doesNotContain("What to do:");
    } else {
      assertThat(details).contains("What it means: ").contains("What to do: ");
    }
  }

  @Test
  void keepsHostileTextOnItsLine() {
    var hostile =
        new Removal(new ArchivedObject.Segment(SIX), NOW, "evil\nOK: all is well\u001b[2J\u202e");

    var report = wal(List.of(new Finding.WalGap(SIX, SIX, 1, NOW, List.of(hostile))), 1);

    assertThat(report.output()).contains("by evil OK: all is well\uFFFD[2J\uFFFD.");
    assertThat(report.output().lines()).noneMatch(line -> line.startsWith("OK"));
  }

  @Test
  void reportsBothServicesUnknownWhenAClusterCannotBeJudged() {
    var reports = ServiceReport.notJudged("wal.grace is \"soon\",\nnot a duration");

    assertThat(reports).hasSize(2);
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.severity()).isEqualTo(Severity.UNKNOWN);
              assertThat(report.headline())
                  .isEqualTo("UNKNOWN: not judged: wal.grace is \"soon\", not a duration");
            });
  }

  private static Finding flows() {
    return new Finding.WalFlows(TWELVE, NOW.minusSeconds(60));
  }

  private static ServiceReport wal(List<Finding> findings, long missing) {
    var wal =
        new WalVerdict(
            findings,
            Optional.of(TWELVE),
            Optional.of(NOW.minusSeconds(60)),
            missing,
            OptionalLong.of(12));
    var fine = new BackupVerdict(List.of(new Finding.BackupFresh(BACKUP)), Optional.of(BACKUP));
    return ServiceReport.of(verdict(fine, wal), POLICY).get(1);
  }

  private static ServiceReport backup(List<Finding> findings) {
    var wal =
        new WalVerdict(
            List.of(flows()), Optional.of(TWELVE), Optional.of(NOW), 0, OptionalLong.empty());
    return ServiceReport.of(verdict(new BackupVerdict(findings, Optional.of(BACKUP)), wal), POLICY)
        .getFirst();
  }

  private static Verdict verdict(BackupVerdict backup, WalVerdict wal) {
    return new Verdict(CLUSTER, NOW, backup, wal, Memory.NONE);
  }
}
