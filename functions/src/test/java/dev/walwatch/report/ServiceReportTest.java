package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.Removal;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.BackupVerdict;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.JudgedBackup;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.QuietHours;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Silence;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.verdict.WalVerdict;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
          0,
          8_683_361,
          NOW.minus(Duration.ofMinutes(200)),
          NOW.minus(Duration.ofMinutes(190)),
          Optional.of(NOW.minus(Duration.ofMinutes(190))),
          Optional.empty(),
          OptionalInt.empty());

  @Test
  void saysOfAGapWhatSinceWhenWhatItMeansAndWhatToDo() {
    var deleted =
        new Removal(
                new ArchivedObject.Segment(SIX),
                NOW.minus(Duration.ofMinutes(24)),
                "AWS:AIDAJDPLRKLG7UEXAMPLE")
            .heldBy(
                new Removal.Survivor("prod/main/wal_005/000000010000000000000006.lzo", "3HL4k"));
    var gap =
        new Gap(
            SIX,
            SIX,
            1,
            NOW.minus(Duration.ofMinutes(22)),
            Gap.Kind.DELETED,
            Severity.CRITICAL,
            Optional.of(NOW.minus(Duration.ofMinutes(60))),
            Optional.empty(),
            List.of(BACKUP.name()),
            List.of(deleted),
            Optional.empty());

    var report = wal(List.of(new Finding.WalGap(gap), flows()), 1);

    assertThat(report.output())
        .isEqualTo(
            """
            CRITICAL: WAL segment 000000010000000000000006 was deleted, no restore gets past it
            Missing: 000000010000000000000006.
            Seen since 2026-11-22 14:38:00 UTC (22 min).
            000000010000000000000006 was deleted at 2026-11-22 14:36:00 UTC, by AWS:AIDAJDPLRKLG7UEXAMPLE. \
            Version 3HL4k of prod/main/wal_005/000000010000000000000006.lzo still holds it.
            What it means: A restore stops before 000000010000000000000006. Everything written after \
            2026-11-22 14:00:00 UTC is lost to a restore, until a new base backup is complete. It cuts \
            base_000000010000000000000003_00000040.
            What to do: Find out who deleted it and stop that. Bring it back from the bucket's versions, \
            or archive it again if pg_wal on the database host still has it. If it is gone, take a new \
            base backup now: until it is complete, everything after the gap is at risk.
            Runbook: https://github.com/walwatch/walwatch/blob/main/docs/runbooks/wal-gap.md
            Also: WAL arrives, newest segment 00000001000000000000000C 60 s ago.""");
    assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void tellsTheCostOfAGapBetweenTwoBackups() {
    var gap = gap(TWELVE, 7, Gap.Kind.FAILOVER_TAIL, Severity.WARNING, Optional.empty());

    var report = wal(List.of(new Finding.WalGap(gap)), 7);

    assertThat(report.headline())
        .isEqualTo(
            "WARNING: 7 WAL segments were never archived before the failover from"
                + " 000000010000000000000006 on, older backups end there");
    assertThat(report.details())
        .contains(
            "Lost is what was written from 2026-11-22 13:00:00 UTC to 2026-11-22 14:30:00 UTC, 90 min.")
        .contains("While the old primary's disk is still there");
  }

  @Test
  void showsAnAcknowledgedGapInTheTextAndNotInTheState() {
    var by =
        new Acknowledgement(
            SIX, SIX, "dba\u001b", "known, restored elsewhere", Optional.of(NOW.plusSeconds(60)));
    var gap = gap(SIX, 1, Gap.Kind.MISSING, Severity.CRITICAL, Optional.of(by));

    var report = wal(List.of(new Finding.WalGap(gap)), 1);

    assertThat(report.severity()).isEqualTo(Severity.OK);
    assertThat(report.headline())
        .startsWith("OK: acknowledged: WAL segment 000000010000000000000006 is missing");
    assertThat(report.details())
        .contains(
            "Acknowledged by dba\uFFFD until 2026-11-22 15:01:00 UTC: known, restored elsewhere.");
  }

  private static Gap gap(
      SegmentName last,
      long count,
      Gap.Kind kind,
      Severity severity,
      Optional<Acknowledgement> acknowledged) {
    return new Gap(
        SIX,
        last,
        count,
        NOW.minus(Duration.ofMinutes(22)),
        kind,
        severity,
        Optional.of(NOW.minus(Duration.ofMinutes(120))),
        Optional.of(NOW.minus(Duration.ofMinutes(30))),
        List.of(),
        List.of(),
        acknowledged);
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

    var reports = ServiceReport.of(verdict, POLICY, Runbook.DEFAULT);

    assertThat(reports.get(0).performanceData()).isEmpty();
    assertThat(reports.get(1).performanceData()).containsExactly("missing_segments=0;;;0");
  }

  static Stream<Finding> walFindings() {
    var since = NOW.minus(Duration.ofDays(400));
    return Stream.of(
        new Finding.WalGap(gap(SIX, 1, Gap.Kind.EMPTY, Severity.CRITICAL, Optional.empty())),
        new Finding.WalGap(
            gap(TWELVE, 1_000_000, Gap.Kind.DELETED, Severity.CRITICAL, Optional.empty())),
        new Finding.WalGap(gap(TWELVE, 7, Gap.Kind.MISSING, Severity.OK, Optional.empty())),
        new Finding.WalHole(SIX, SIX, 1, since),
        new Finding.WalSilence(
            Severity.CRITICAL, TWELVE, since, new Silence(Silence.Reading.UNUSUAL, 14, 1)),
        new Finding.WalSilence(
            Severity.OK, TWELVE, since, new Silence(Silence.Reading.USUAL, 14, 9)),
        asleep(Severity.OK, Silence.Reading.ASLEEP, true, Duration.ZERO),
        asleep(Severity.CRITICAL, Silence.Reading.STEADY, false, Duration.ofHours(3)),
        flows(),
        new Finding.WalNeverSeen(),
        new Finding.WalGone(List.of()),
        new Finding.SegmentSizeMismatch(
            SegmentName.parse("000000010000000000000FFF"),
            SegmentSize.DEFAULT,
            SegmentSize.megabytes(1)),
        new Finding.TimelineUnlinked(new Timeline(4_000_000_000L), since, List.of()),
        new Finding.HistoryUnreadable(new Timeline(2), "encrypted"),
        new Finding.SplitBrain(SIX, TWELVE),
        new Finding.NewEpoch(SIX, false),
        new Finding.EventsLost(new Drift(12, since, NOW, NOW)));
  }

  static Stream<Finding> backupFindings() {
    var judged =
        new JudgedBackup(
            BACKUP,
            JudgedBackup.State.BROKEN,
            Optional.empty(),
            Optional.empty(),
            "WAL that it needs is missing: " + SIX);
    var sentinel = new Removal(new ArchivedObject.Sentinel(BACKUP.name()), NOW, "eve");
    return Stream.of(
        new Finding.BackupMissing(List.of(sentinel)),
        new Finding.BackupOverdue(Severity.CRITICAL, BACKUP),
        new Finding.BackupFresh(BACKUP),
        new Finding.BackupUnfinished(BACKUP.name(), NOW, 3),
        new Finding.BackupUnderWay(BACKUP.name(), NOW, 3, Optional.of(Duration.ofMinutes(42))),
        new Finding.BackupWaiting(judged),
        new Finding.BackupBroken(Severity.CRITICAL, judged, List.of()),
        new Finding.BackupHalfDeleted(Severity.WARNING, judged, List.of()),
        new Finding.BackupDeleted(sentinel),
        new Finding.BackupShrunk(BACKUP, 90_000_000));
  }

  @ParameterizedTest
  @MethodSource({"walFindings", "backupFindings"})
  void beginsWithALineThatFitsAPager(Finding finding) {
    var report = wal(List.of(finding), 0);

    assertThat(report.headline()).startsWith(finding.severity() + ": ").hasSizeLessThan(140);
    assertThat(report.output().lines().findFirst()).contains(report.headline());
  }

  @ParameterizedTest
  @MethodSource({"walFindings", "backupFindings"})
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

    var report = wal(List.of(new Finding.WalGone(List.of(hostile))), 1);

    assertThat(report.output()).contains("by evil OK: all is well\uFFFD[2J\uFFFD.");
    assertThat(report.output().lines()).noneMatch(line -> line.startsWith("OK"));
  }

  @Test
  void reportsBothServicesUnknownWhenAClusterCannotBeJudged() {
    var reports =
        ServiceReport.notJudged("wal.grace is \"soon\",\nnot a duration", Runbook.DEFAULT);

    assertThat(reports).hasSize(2);
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.severity()).isEqualTo(Severity.UNKNOWN);
              assertThat(report.headline())
                  .isEqualTo("UNKNOWN: not judged: wal.grace is \"soon\", not a duration");
            });
  }

  private static Finding asleep(
      Severity severity, Silence.Reading reading, boolean now, Duration counted) {
    var hours = QuietHours.parse("Mon-Fri 20:00-07:00 Europe/Berlin, Sat-Sun 00:00-24:00");
    var silence = new Silence(reading, 0, 0, Optional.of(new Silence.Asleep(hours, now, counted)));
    return new Finding.WalSilence(severity, TWELVE, NOW.minus(Duration.ofHours(9)), silence);
  }

  @Test
  void saysWhatQuietHoursLeaveOfASilence() {
    var asleep = wal(List.of(asleep(Severity.OK, Silence.Reading.ASLEEP, true, Duration.ZERO)), 0);
    var woken =
        wal(List.of(asleep(Severity.OK, Silence.Reading.ASLEEP, false, Duration.ofMinutes(5))), 0);
    var late =
        wal(
            List.of(asleep(Severity.CRITICAL, Silence.Reading.STEADY, false, Duration.ofHours(3))),
            0);
    var hours =
        "the quiet hours of this cluster (wal.quiet is Mon-Fri 20:00-07:00 Europe/Berlin,"
            + " Sat-Sun 00:00-24:00 UTC)";

    assertThat(asleep.headline()).isEqualTo("OK: idle for 9 h, newest segment " + TWELVE);
    assertThat(asleep.details())
        .contains("It is in " + hours + ", so none of this silence counts.");
    assertThat(woken.details())
        .contains("Part of the silence lies in " + hours + ", so only 5 min of it count.");
    assertThat(late.details())
        .contains(
            "WAL is expected all the time here (wal.expect is steady). Part of the silence lies in "
                + hours
                + ", so only 3 h of it count.");
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
    return ServiceReport.of(verdict(fine, wal), POLICY, Runbook.DEFAULT).get(1);
  }

  private static ServiceReport backup(List<Finding> findings) {
    var wal =
        new WalVerdict(
            List.of(flows()), Optional.of(TWELVE), Optional.of(NOW), 0, OptionalLong.empty());
    return ServiceReport.of(
            verdict(new BackupVerdict(findings, Optional.of(BACKUP)), wal), POLICY, Runbook.DEFAULT)
        .getFirst();
  }

  private static Verdict verdict(BackupVerdict backup, WalVerdict wal) {
    return new Verdict(
        CLUSTER,
        NOW,
        WalNumbering.DEFAULT,
        Optional.of(Timeline.FIRST),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        backup,
        wal,
        Memory.NONE);
  }
}
