package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.WalwatchException;
import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.report.Message;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckRunTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClusterId MAIN = ClusterId.parse("s3://backups/prod/main");
  private static final ClusterId OTHER = ClusterId.parse("s3://backups/prod/other");
  private static final String BACKUP = "basebackups_005/base_000000010000000000000001_00000040";
  private static final String BACKUP_SERVICE = "PostgreSQL WAL-E base backup push";
  private static final String WAL_SERVICE = "PostgreSQL WAL-E archiving to S3";

  private final FakeBucket bucket = new FakeBucket();
  private final Ledger ledger = new InMemoryLedger();
  private final Mailbox mail = new Mailbox();
  private final List<PassiveResult> results = new ArrayList<>();
  private final CheckRun run = runOn(ledger);

  @Test
  void tellsIcingaOfBothServicesUnderTheNamesOfTheRunbook() {
    healthy(MAIN);

    run.run(NOON);

    assertThat(results)
        .extracting(PassiveResult::host, PassiveResult::service, PassiveResult::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("main", BACKUP_SERVICE, Severity.OK),
            org.assertj.core.groups.Tuple.tuple("main", WAL_SERVICE, Severity.OK),
            org.assertj.core.groups.Tuple.tuple("walwatch", "walwatch", Severity.OK));
    assertThat(results)
        .extracting(PassiveResult::ttl)
        .describedAs("the watcher's silence is noticed before that of the clusters")
        .containsExactly(Duration.ofSeconds(750), Duration.ofSeconds(750), Duration.ofSeconds(600));
    assertThat(mail.messages()).isEmpty();
  }

  @Test
  void publishesOneMessageWhenAServiceTurnsBadAndOneWhenItIsWellAgain() {
    healthy(MAIN);
    run.run(NOON);

    record(bucket.delete(MAIN, wal(2), NOON));
    run.run(NOON.plusSeconds(300));
    record(bucket.put(MAIN, wal(5), NOON.plusSeconds(600)));
    run.run(NOON.plusSeconds(960));
    run.run(NOON.plusSeconds(1020));
    record(bucket.put(MAIN, wal(2), NOON.plusSeconds(1100)));
    record(bucket.put(MAIN, wal(6), NOON.plusSeconds(1100)));
    run.run(NOON.plusSeconds(1200));

    assertThat(mail.inShort())
        .containsExactly("problem CRITICAL main wal-archiving", "recovery OK main wal-archiving");
    assertThat(mail.messages().getFirst().facts())
        .anyMatch(it -> it.contains("000000010000000000000002 was deleted at 2026-11-22 12:00:00"))
        .anyMatch(it -> it.contains("AWS:AIDAOPERATOR"));
    assertThat(mail.messages().getFirst().runbook())
        .hasValueSatisfying(page -> assertThat(page.toString()).endsWith("/wal-gap.md"));
  }

  @Test
  void asksS3BeforeItAlarmsAboutASegmentWhoseEventWasLost() {
    healthy(MAIN);
    bucket.put(MAIN, wal(5), NOON);
    record(bucket.put(MAIN, wal(6), NOON));

    run.run(NOON.plus(Duration.ofMinutes(14)));

    assertThat(stateOf(WAL_SERVICE)).isEqualTo(Severity.OK);
    assertThat(resultOf(WAL_SERVICE).performanceData()).contains("missing_segments=0;;;0");
  }

  @Test
  void neverAlarmsAboutALongStretchWhoseEventsWereLost() {
    healthy(MAIN);
    for (int n = 5; n < 10_000; n++) {
      bucket.put(MAIN, "wal_005/00000001%08X%08X.lzo".formatted(n / 256, n % 256), NOON);
    }
    record(bucket.put(MAIN, "wal_005/000000010000002700000010.lzo", NOON));

    run.run(NOON.plusSeconds(60));
    run.run(NOON.plus(Duration.ofMinutes(14)));

    assertThat(stateOf(WAL_SERVICE)).isEqualTo(Severity.OK);
    assertThat(resultOf(WAL_SERVICE).performanceData()).contains("missing_segments=0;;;0");
    assertThat(bucket.listings()).isLessThan(20);
  }

  @Test
  void asksS3BeforeItSaysThatABackupNeverFinished() {
    healthy(MAIN);
    record(bucket.put(MAIN, newBackup(4) + "/tar_partitions/part_00000000.tar.lzo", NOON));
    bucket.put(MAIN, newBackup(4) + "_backup_stop_sentinel.json", NOON.plusSeconds(60));

    run.run(NOON.plus(Duration.ofHours(25)));

    assertThat(stateOf(BACKUP_SERVICE)).isEqualTo(Severity.OK);
  }

  @Test
  void saysThatAllWalIsGoneAndWhoDeletedIt() {
    healthy(MAIN);
    run.run(NOON);
    IntStream.rangeClosed(1, 4)
        .forEach(n -> record(bucket.delete(MAIN, wal(n), NOON.plusSeconds(n))));

    run.run(NOON.plusSeconds(300));
    run.run(NOON.plusSeconds(600));

    assertThat(resultOf(WAL_SERVICE).output())
        .startsWith("CRITICAL: all WAL is gone from the archive")
        .contains("000000010000000000000001 was deleted at 2026-11-22 12:00:01 UTC, by AWS:AIDA");
  }

  @Test
  void missesTheNewestSegmentWhenItIsDeleted() {
    healthy(MAIN);
    run.run(NOON);
    record(bucket.delete(MAIN, wal(4), NOON.plusSeconds(10)));

    run.run(NOON.plusSeconds(100));
    run.run(NOON.plusSeconds(800));

    assertThat(resultOf(WAL_SERVICE).output())
        .startsWith("CRITICAL: WAL segment 000000010000000000000004 was deleted");
  }

  @Test
  void settlesALargeRetentionRunOverSeveralChecks() {
    healthy(MAIN);
    IntStream.range(1, 150)
        .mapToObj("wal_005/00000001%08X00000001.lzo"::formatted)
        .forEach(
            key -> {
              record(bucket.put(MAIN, key, NOON));
              record(bucket.delete(MAIN, key, NOON));
            });

    run.run(NOON.plusSeconds(60));
    var afterOne = ledger.read(MAIN).touched();
    run.run(NOON.plusSeconds(120));
    var afterTwo = ledger.read(MAIN).touched();

    assertThat(afterOne).hasSize(49);
    assertThat(afterTwo).isEmpty();
  }

  @Test
  void asksS3BeforeItSaysThatThereIsNoBaseBackup() {
    record(bucket.put(MAIN, wal(1), NOON));
    bucket.put(MAIN, BACKUP + "/tar_partitions/part_00000000.tar.lzo", NOON);
    bucket.put(MAIN, BACKUP + "_backup_stop_sentinel.json", NOON);

    run.run(NOON.plusSeconds(60));

    assertThat(stateOf(BACKUP_SERVICE)).isEqualTo(Severity.OK);
  }

  @Test
  void asksS3BeforeItSaysThatNoWalCame() {
    healthy(MAIN);
    bucket.put(MAIN, wal(5), NOON.plus(Duration.ofMinutes(59)));

    run.run(NOON.plus(Duration.ofMinutes(60)));

    assertThat(stateOf(WAL_SERVICE)).isEqualTo(Severity.OK);
    assertThat(resultOf(WAL_SERVICE).output()).contains("newest segment 000000010000000000000005");
  }

  @Test
  void endsLikeS3WhenAKeyIsDeletedAndWrittenAgainAndTheEventsComeInTheWrongOrder() {
    healthy(MAIN);
    run.run(NOON);
    var deleted = bucket.delete(MAIN, wal(2), NOON.plusSeconds(1));
    var again = bucket.put(MAIN, wal(2), NOON.plusSeconds(2));
    var five = bucket.put(MAIN, wal(5), NOON.plusSeconds(3));

    record(again, five, deleted);
    run.run(NOON.plusSeconds(900));

    assertThat(resultOf(WAL_SERVICE).performanceData()).contains("missing_segments=0;;;0");
  }

  @Test
  void doesNotTakeAnEmptyObjectForASegment() {
    healthy(MAIN);
    record(bucket.put(MAIN, wal(5), NOON, 0), bucket.put(MAIN, wal(6), NOON));

    run.run(NOON.plus(Duration.ofMinutes(11)));

    assertThat(resultOf(WAL_SERVICE).output()).contains("Empty: 000000010000000000000005");
  }

  @Test
  void saysWhoDeletedTheSentinelOfTheOnlyBaseBackup() {
    healthy(MAIN);
    run.run(NOON);

    record(bucket.delete(MAIN, BACKUP + "_backup_stop_sentinel.json", NOON.plusSeconds(10)));
    run.run(NOON.plusSeconds(300));

    assertThat(resultOf(BACKUP_SERVICE).output())
        .startsWith("CRITICAL: no complete base backup")
        .contains(
            "The sentinel of base_000000010000000000000001_00000040 was deleted at"
                + " 2026-11-22 12:00:10 UTC, by AWS:AIDAOPERATOR.")
        .doesNotContain("under way");
  }

  @Test
  void staysSilentAboutWhatRetentionDeleted() {
    healthy(MAIN);
    run.run(NOON);
    record(bucket.put(MAIN, newBackup(4) + "/tar_partitions/part_00000000.tar.lzo", NOON));
    record(bucket.put(MAIN, newBackup(4) + "_backup_stop_sentinel.json", NOON));
    record(bucket.delete(MAIN, BACKUP + "/tar_partitions/part_00000000.tar.lzo", NOON));
    record(bucket.delete(MAIN, BACKUP + "_backup_stop_sentinel.json", NOON));
    IntStream.rangeClosed(1, 3).forEach(n -> record(bucket.delete(MAIN, wal(n), NOON)));
    record(bucket.put(MAIN, wal(5), NOON.plusSeconds(700)));

    run.run(NOON.plusSeconds(1200));

    assertThat(stateOf(WAL_SERVICE)).isEqualTo(Severity.OK);
    assertThat(stateOf(BACKUP_SERVICE)).isEqualTo(Severity.OK);
  }

  @Test
  void refusesAWrongSettingOfOneClusterByNameAndChecksTheOthers() {
    healthy(MAIN);
    healthy(OTHER);
    ledger.savePolicy(MAIN, Map.of("wal.grace", "soon", "icinga.host", " "));

    var runs = run.run(NOON).clusters();

    assertThat(resultsOf("main")).allMatch(result -> result.state() == Severity.UNKNOWN);
    assertThat(resultsOf("main").getFirst().output()).contains("wal.grace is \"soon\"");
    assertThat(resultsOf("other")).allMatch(result -> result.state() == Severity.OK);
    assertThat(runs.getFirst().failures()).singleElement().asString().contains("wal.grace");
    assertThat(runs.getLast().failures()).isEmpty();
  }

  @Test
  void reportsAClusterUnknownWhenS3RefusesAndChecksTheOthers() {
    healthy(MAIN);
    healthy(OTHER);
    bucket.refuse(MAIN);
    record(bucket.delete(MAIN, wal(2), NOON));

    run.run(NOON);

    assertThat(resultsOf("main")).allMatch(result -> result.state() == Severity.UNKNOWN);
    assertThat(resultsOf("main").getFirst().output()).contains("could not be listed");
    assertThat(resultsOf("other")).allMatch(result -> result.state() == Severity.OK);
  }

  @Test
  void usesTheIcingaHostOfTheClustersOwnPolicy() {
    healthy(MAIN);
    ledger.savePolicy(MAIN, Map.of("icinga.host", "db1.example.com"));

    run.run(NOON);

    assertThat(resultsOf("db1.example.com")).hasSize(2);
  }

  @Test
  void postsUnderTheNamesOfTheClustersOwnPolicy() {
    healthy(MAIN);
    ledger.savePolicy(MAIN, Map.of("icinga.wal-service", "WAL", "icinga.host", "db1"));

    run.run(NOON);

    assertThat(results).extracting(PassiveResult::objectName).contains("db1!WAL");
  }

  @Test
  void postsUnderTheClustersOwnNameWhenItsPolicyNamesAHostThatIcingaCannotHave() {
    healthy(MAIN);
    ledger.savePolicy(MAIN, Map.of("icinga.host", "a!b"));

    run.run(NOON);

    assertThat(resultsOf("main")).hasSize(2).allMatch(it -> it.state() == Severity.UNKNOWN);
    assertThat(resultsOf("main").getFirst().output()).contains("icinga.host is \"a!b\"");
  }

  @Test
  void tellsIcingaAndNobodyElseOfASilencedClusterAndPeopleWhenTheSilenceIsOver() {
    healthy(MAIN);
    run.run(NOON);
    silence(MAIN, NOON.plusSeconds(60), NOON.plusSeconds(600));
    record(bucket.delete(MAIN, wal(2), NOON.plusSeconds(70)));

    run.run(NOON.plusSeconds(300));
    var whileSilenced = mail.inShort();
    var output = resultOf(WAL_SERVICE).output();
    run.run(NOON.plusSeconds(600));

    assertThat(whileSilenced).isEmpty();
    assertThat(output)
        .startsWith("CRITICAL: WAL segment 000000010000000000000002 was deleted")
        .contains(
            "Silenced by alice until 2026-11-22 12:10:00 UTC, so people are not told: new disks");
    assertThat(mail.inShort()).containsExactly("problem CRITICAL main wal-archiving");
    assertThat(ledger.read(MAIN).silences().facts()).isEmpty();
  }

  @Test
  void leavesSilenceToTheWatcherWhileNothingIsRecorded() {
    healthy(MAIN);
    run.run(NOON);
    var stuck =
        CheckRuns.on(
            ledger, bucket, bucket, this::deliver, Optional.of(mail), _ -> new QueueDepth(40, 0));

    for (int minutes = 5; minutes <= 90; minutes += 5) {
      stuck.run(NOON.plus(Duration.ofMinutes(minutes)));
    }
    var whileStuck = mail.inShort();
    var output = resultOf(WAL_SERVICE).output();
    run.run(NOON.plus(Duration.ofMinutes(95)));

    assertThat(whileStuck)
        .containsExactly("problem WARNING walwatch walwatch", "worse CRITICAL walwatch walwatch");
    assertThat(output)
        .startsWith("CRITICAL: no WAL for 90 min")
        .contains(
            "People are not told of this: walwatch may not hear of this archive's events at the"
                + " moment");
    assertThat(mail.inShort())
        .containsExactlyInAnyOrder(
            "problem WARNING walwatch walwatch",
            "worse CRITICAL walwatch walwatch",
            "recovery OK walwatch walwatch",
            "problem CRITICAL main wal-archiving");
  }

  @Test
  void leavesSilenceToTheWatcherWhileTheCanaryComesBackNoMore() {
    var elsewhere = ClusterId.parse("s3://logs/prod/else");
    healthy(MAIN);
    healthy(elsewhere);
    var canary = new Canary("backups", "prod/walwatch/canary");
    ledger.noteCanary(canary, NOON.minusSeconds(60));
    var wiped =
        CheckRuns.on(
            ledger,
            bucket,
            bucket,
            this::deliver,
            Optional.of(mail),
            _ -> new QueueDepth(0, 0),
            new FakeCanaries().check(Set.of(canary)));

    for (int minutes = 0; minutes <= 90; minutes += 5) {
      wiped.run(NOON.plus(Duration.ofMinutes(minutes)));
    }
    var whileWiped = mail.inShort();
    ledger.noteCanary(canary, NOON.plus(Duration.ofMinutes(90)));
    wiped.run(NOON.plus(Duration.ofMinutes(95)));

    assertThat(whileWiped)
        .contains("problem WARNING walwatch walwatch", "worse CRITICAL walwatch walwatch")
        .anyMatch(it -> it.endsWith("else wal-archiving"))
        .noneMatch(it -> it.endsWith("main wal-archiving"));
    assertThat(mail.inShort())
        .contains("recovery OK walwatch walwatch", "problem CRITICAL main wal-archiving");
    assertThat(ledger.watcher().state().facts())
        .as("the facts of the canary are kept beside those of what people were told")
        .containsKey("canary " + canary)
        .hasSizeGreaterThan(1);
  }

  @Test
  void saysThatASilenceCannotBeReadAndTellsPeople() {
    healthy(MAIN);
    var over = SilencingFacts.of(List.of(new Silencing(NOON, NOON.plusSeconds(9), "eve", "x")));
    var facts = new HashMap<>(over);
    facts.put("for ever", "please");
    ledger.save(MAIN, Notes.SILENCES, CheckState.NONE.with(facts));
    record(bucket.delete(MAIN, wal(2), NOON.plusSeconds(70)));

    var runs = run.run(NOON.plusSeconds(300)).clusters();

    assertThat(runs.getFirst().failures()).singleElement().asString().contains("for ever");
    assertThat(ledger.read(MAIN).silences().facts()).containsOnlyKeys("for ever");
    assertThat(mail.inShort()).containsExactly("problem CRITICAL main wal-archiving");
  }

  @Test
  void confirmsAsTheClustersOwnPolicySays() {
    record(bucket.put(MAIN, wal(1), NOON), bucket.put(OTHER, wal(1), NOON));
    ledger.savePolicy(MAIN, Map.of("alert.confirm", "0"));

    run.run(NOON.plusSeconds(60));
    var first = mail.inShort();
    run.run(NOON.plusSeconds(120));

    assertThat(first).containsExactly("problem CRITICAL main base-backup");
    assertThat(mail.inShort()).hasSize(2).last().asString().contains("other");
  }

  private void silence(ClusterId cluster, Instant from, Instant until) {
    var one = new Silencing(from, until, "alice", "new disks");
    ledger.save(cluster, Notes.SILENCES, CheckState.NONE.with(SilencingFacts.of(List.of(one))));
  }

  @Test
  void tellsPeopleOfWhatItJudgedWhenTheTimeDoesNotSufficeForAll() {
    for (int n = 0; n < 20; n++) {
      healthy(ClusterId.parse("s3://backups/prod/db%02d".formatted(n)));
    }
    var left = new AtomicInteger(10);
    TimeLeft short10 = () -> left.getAndDecrement() <= 0;

    var first = run.run(NOON, TimeLeft.ENOUGH, short10);
    var judged = new HashSet<>(judged(first));
    for (int later = 1; later <= 8; later++) {
      left.set(10);
      judged.addAll(judged(run.run(NOON.plusSeconds(300L * later), TimeLeft.ENOUGH, short10)));
    }

    assertThat(judged(first)).hasSize(10);
    assertThat(first.watcher().report().code()).isEqualTo("clusters-not-judged");
    assertThat(first.watcher().report().output()).contains("the run had no time left for it");
    assertThat(judged).describedAs("no cluster is left out for ever").hasSize(20);
  }

  private static List<ClusterId> judged(CheckRun.Result result) {
    return result.clusters().stream()
        .filter(it -> it.findings().isPresent())
        .map(ClusterRun::cluster)
        .toList();
  }

  @Test
  void tellsPeopleThatIcingaTakesNothingOfTheWatcherItself() {
    healthy(MAIN);
    var refused = new IcingaDelivery.UnknownOrNotPermitted();
    var refusing =
        CheckRuns.on(
            ledger,
            bucket,
            bucket,
            it -> it.host().equals("walwatch") ? refused : deliver(it),
            Optional.of(mail));

    refusing.run(NOON);
    var result = refusing.run(NOON.plusSeconds(300));

    assertThat(mail.inShort()).containsExactly("problem WARNING walwatch walwatch");
    assertThat(result.watcher().report().output()).contains("unknown-or-not-permitted");
  }

  @Test
  void tellsPeopleWhateverBreaksOnTheWayToIcinga() {
    record(bucket.put(MAIN, wal(1), NOON));
    var breaking =
        CheckRuns.on(
            ledger,
            bucket,
            bucket,
            _ -> {
              throw new WalwatchException("the way is broken");
            },
            Optional.of(mail));

    breaking.run(NOON);
    breaking.run(NOON.plusSeconds(300));

    assertThat(mail.inShort())
        .contains("problem CRITICAL main base-backup", "problem WARNING walwatch walwatch");
  }

  @Test
  void tellsAgainInTheNextRunWhatCouldNotBePublished() {
    record(bucket.put(MAIN, wal(1), NOON));
    run.run(NOON.plusSeconds(60));
    mail.refuses = true;
    var failed = run.run(NOON.plusSeconds(120));

    mail.refuses = false;
    var next = run.run(NOON.plusSeconds(180));
    run.run(NOON.plusSeconds(240));

    assertThat(next.watcher().report().code()).isEqualTo("messages-unsent");
    assertThat(failed.messages().unsent()).singleElement().asString().contains("mailbox is full");
    assertThat(mail.inShort()).containsExactly("problem CRITICAL main base-backup");
    assertThat(ledger.read(MAIN).alerts().facts().keySet())
        .noneMatch(fact -> fact.startsWith("unsent"));
  }

  @Test
  void countsTheSegmentsOfTheLastHour() {
    healthy(MAIN);
    run.run(NOON);
    for (int i = 1; i <= 15; i++) {
      var at = NOON.plus(Duration.ofMinutes(5L * i));
      record(bucket.put(MAIN, wal(4 + i), at));
      run.run(at);
    }

    assertThat(resultOf(WAL_SERVICE).performanceData()).contains("segments_last_hour=12;;;0");
  }

  @Test
  void reportsAClusterUnknownWhoseStateCannotBeReadAndChecksTheOthers() {
    healthy(MAIN);
    healthy(OTHER);
    ledger.save(MAIN, CheckState.NONE.with(Map.of("service base-backup", "SPLENDID since ever")));

    var runs = run.run(NOON).clusters();

    assertThat(resultsOf("main")).hasSize(2).allMatch(it -> it.state() == Severity.UNKNOWN);
    assertThat(resultsOf("other")).hasSize(2).allMatch(it -> it.state() == Severity.OK);
    assertThat(runs.getFirst().failures()).singleElement().asString().contains("SPLENDID");
    assertThat(mail.messages()).isEmpty();
  }

  @Test
  void losesNothingWhenItIsKilledBetweenAnyTwoCalls() {
    int calls = 1;
    for (var died = true; died; calls++) {
      var cluster = ClusterId.parse("s3://backups/killed-" + calls);
      var other = new InMemoryLedger();
      // the segment lies in a block that was verified long ago and is not read any more
      IntStream.rangeClosed(1, 1000)
          .forEach(n -> other.record(List.of(bucket.put(cluster, longAgo(n), NOON))));
      runOn(other).run(NOON.plusSeconds(1));
      other.record(List.of(bucket.delete(cluster, longAgo(2), NOON.plusSeconds(2))));
      var dying = new DyingLedger(other, calls);

      died = !survives(dying, NOON.plus(Duration.ofMinutes(14)));
      runOn(other).run(NOON.plus(Duration.ofMinutes(14)));
      runOn(other).run(NOON.plus(Duration.ofMinutes(14)).plusSeconds(60));

      assertThat(resultOf(WAL_SERVICE).output())
          .describedAs("killed after call %d", calls)
          .startsWith("CRITICAL: WAL segment 000000010000000000000002 was deleted");
      assertThat(mail.inShort())
          .describedAs("killed after call %d", calls)
          .contains("problem CRITICAL killed-" + calls + " wal-archiving");
      assertThat(repeatedUnderAnotherId()).describedAs("killed after call %d", calls).isEmpty();
      assertThat(other.read(cluster).touched()).isEmpty();
    }

    assertThat(calls).isGreaterThan(8);
  }

  /** A message may come twice, but under one id: of the same news there is one. */
  private List<String> repeatedUnderAnotherId() {
    var ids =
        mail.messages().stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.cluster() + " " + it.service() + " " + it.news(),
                    Collectors.mapping(Message::id, Collectors.toSet())));
    return ids.entrySet().stream()
        .filter(it -> it.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean survives(DyingLedger dying, Instant now) {
    try {
      runOn(dying).run(now);
    } catch (DyingLedger.Killed | WalwatchException killed) {
      return false;
    }
    return dying.survived();
  }

  private CheckRun runOn(Ledger on) {
    return CheckRuns.on(on, bucket, bucket, this::deliver, Optional.of(mail));
  }

  private IcingaDelivery deliver(PassiveResult result) {
    synchronized (results) {
      results.add(result);
    }
    return new IcingaDelivery.Delivered();
  }

  /** Four segments and a complete base backup that starts in the first. */
  private void healthy(ClusterId cluster) {
    IntStream.rangeClosed(1, 4).forEach(n -> record(bucket.put(cluster, wal(n), NOON)));
    record(bucket.put(cluster, BACKUP + "/tar_partitions/part_00000000.tar.lzo", NOON));
    record(bucket.put(cluster, BACKUP + "_backup_stop_sentinel.json", NOON));
  }

  private void record(ObjectChange... changes) {
    assertThat(ledger.record(List.of(changes))).isEmpty();
  }

  private static String newBackup(int start) {
    return "basebackups_005/base_0000000100000000000000%02X_00000040".formatted(start);
  }

  private static String longAgo(int number) {
    return "wal_005/00000001%08X%08X.lzo".formatted(number / 256, number % 256);
  }

  private static String wal(int number) {
    return "wal_005/0000000100000000000000%02X.lzo".formatted(number);
  }

  private List<PassiveResult> resultsOf(String host) {
    return results.stream().filter(result -> result.host().equals(host)).toList();
  }

  private PassiveResult resultOf(String service) {
    return results.stream().filter(r -> r.service().equals(service)).toList().getLast();
  }

  private Severity stateOf(String service) {
    return resultOf(service).state();
  }
}
