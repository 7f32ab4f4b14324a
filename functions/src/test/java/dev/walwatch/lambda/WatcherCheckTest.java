package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.SqsQueueDepths;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerUnavailableException;
import dev.walwatch.ledger.WatcherLedger;
import dev.walwatch.report.Runbook;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.watcher.QueueMemory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WatcherCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String QUEUE = "https://sqs/1/events";
  private static final String DEAD = "https://sqs/1/dead-events";
  private static final String FAILED = "https://sqs/1/failed-runs";
  private static final Canary CANARY = new Canary("backups", "prod/walwatch/canary");
  private static final ClusterId MAIN = ClusterId.parse("backups/main");
  private static final ClusterId OTHER = ClusterId.parse("backups/other");
  private static final ClusterId NEW = ClusterId.parse("backups/new");

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final FakeQueues queues = new FakeQueues();
  private final FakeCanaries canaries = new FakeCanaries();
  private final WatcherCheck check = check(ledger);

  @Test
  void tellsWhatTheQueuesHoldAndWhenTheLastEventCame() {
    ledger.noteEvent(NOON.minusSeconds(40));
    queues.hold(QUEUE, 2, 1);
    queues.hold(FAILED, 3, 0);

    var after = check.after(check.before(NOON), nothing());

    assertThat(after.report().severity()).isEqualTo(Severity.WARNING);
    assertThat(after.report().headline()).isEqualTo("WARNING: 3 dead letters");
    assertThat(after.report().output()).contains("failed-runs holds 3 messages.");
    assertThat(after.report().performanceData())
        .startsWith(
            "last_event_age=40s;;;0",
            "queue_age=0s;300;900;0",
            "queue_depth=3;;;0",
            "dead_letters=3;0;;0");
  }

  @Test
  void findsFromRunToRunThatTheQueueStandsStill() {
    ledger.noteEvent(NOON.minusSeconds(120));
    queues.hold(QUEUE, 4, 0);

    var stuck = new TreeMap<Integer, Boolean>();
    var headlines = new TreeMap<Integer, String>();
    for (int minute = 0; minute <= 20; minute += 5) {
      var before = check.before(NOON.plus(Duration.ofMinutes(minute)));
      stuck.put(minute, before.isIngestionStuck(MAIN));
      headlines.put(minute, saved(before).report().headline());
    }

    assertThat(stuck).isEqualTo(Map.of(0, false, 5, false, 10, true, 15, true, 20, true));
    assertThat(headlines)
        .containsEntry(5, "OK: walwatch works, no cluster to judge yet")
        .containsEntry(10, "WARNING: events wait for 10 min or longer and are not recorded")
        .containsEntry(20, "CRITICAL: events wait for 20 min or longer and are not recorded");
  }

  @Test
  void forgetsThatTheQueueStoodStillOnceItIsEmpty() {
    queues.hold(QUEUE, 4, 0);
    saved(check.before(NOON));
    saved(check.before(NOON.plusSeconds(600)));
    queues.hold(QUEUE, 0, 0);

    var before = check.before(NOON.plusSeconds(900));

    assertThat(before.isIngestionStuck(MAIN)).isFalse();
    assertThat(saved(before).facts()).isEmpty();
  }

  @Test
  void goesOnWithoutAQueueThatCannotBeReadAndSaysSo() {
    queues.hold(QUEUE, 4, 0);
    saved(check.before(NOON));
    saved(check.before(NOON.plusSeconds(600)));
    queues.refuse(QUEUE);
    queues.refuse(FAILED);

    var before = check.before(NOON.plusSeconds(900));
    var after = check.after(before, nothing());

    assertThat(before.isIngestionStuck(MAIN)).as("as at the last look").isTrue();
    assertThat(before.troubles())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(QUEUE + ": how full this queue is could not be read");
    assertThat(after.verdict().findings())
        .extracting(finding -> finding.code())
        .containsExactly("ingestion-stuck", "run-incomplete");
    assertThat(after.report().performanceData())
        .contains("queue_age=600s;300;900;0")
        .noneMatch(data -> data.startsWith("queue_depth") || data.startsWith("dead_letters"));
  }

  @Test
  void knowsNothingOfQueuesThatNobodyNamed() {
    var unset =
        new WatcherCheck(
            ledger,
            new SqsQueueDepths(queues),
            Optional.empty(),
            List.of(),
            FakeCanaries.none(),
            Runbook.DEFAULT);

    var after = unset.after(unset.before(NOON), nothing());

    assertThat(after.report().severity()).isEqualTo(Severity.OK);
    assertThat(after.report().output())
        .contains("How full the queue of events is, is not known.")
        .contains("How many dead letters there are, is not known.");
    assertThat(after.report().performanceData())
        .noneMatch(data -> data.startsWith("queue") || data.startsWith("dead"));
    assertThat(after.facts()).isEmpty();
  }

  @Test
  void beginsAnewWhereWhatWasRememberedCannotBeRead() {
    queues.hold(QUEUE, 4, 0);
    ledger.saveWatcher(ledger.watcher().state().with(Map.of("queue held", "yesterday")));

    var before = check.before(NOON);

    assertThat(before.troubles())
        .containsExactly("what was remembered of the queue cannot be read, and begins anew");
    assertThat(check.after(before, nothing()).facts())
        .containsExactly(Map.entry("queue held", "2026-11-22T12:00:00Z"));
  }

  @Test
  void putsTheCanaryAndFindsFromRunToRunThatItDoesNotComeBack() {
    ledger.noteCanary(CANARY, NOON.minusSeconds(899));
    var watching = check(CANARY);

    var headlines = new TreeMap<Integer, String>();
    var stuck = new TreeMap<Integer, Boolean>();
    for (int minute = 0; minute <= 25; minute += 5) {
      var before = watching.before(NOON.plus(Duration.ofMinutes(minute)));
      stuck.put(minute, before.isIngestionStuck(MAIN));
      headlines.put(minute, saved(before).report().headline());
    }

    assertThat(canaries.put()).as("at minutes 0 and 15").containsExactly(CANARY, CANARY);
    assertThat(headlines)
        .containsEntry(5, "OK: walwatch works, no cluster to judge yet")
        .containsEntry(10, "WARNING: the canary of backups has not come back for 10 min")
        .containsEntry(25, "CRITICAL: the canary of backups has not come back for 25 min");
    assertThat(stuck).isEqualTo(Map.of(0, false, 5, false, 10, true, 15, true, 20, true, 25, true));
  }

  @Test
  void isWellAgainAsSoonAsTheCanaryIsBack() {
    var watching = check(CANARY);
    saved(watching.before(NOON));
    saved(watching.before(NOON.plusSeconds(900)));
    ledger.noteCanary(CANARY, NOON.plusSeconds(901));

    var after = saved(watching.before(NOON.plusSeconds(1200)));

    assertThat(after.report().severity()).isEqualTo(Severity.OK);
    assertThat(after.report().output())
        .contains(
            "The canary backups/prod/walwatch/canary came back, written at 2026-11-22 12:15:01 UTC");
    assertThat(after.report().performanceData()).contains("canary_age=0s;600;1800;0");
    assertThat(CheckMetrics.of(Runs.result(List.of(), after)).values())
        .containsEntry(Metric.CANARY_AGE, 0L);
    assertThat(after.facts())
        .containsExactly(
            Map.entry(
                "canary backups/prod/walwatch/canary",
                "2026-11-22T12:20:00Z 2026-11-22T12:15:00Z"));
  }

  @Test
  void warnsOfACanaryThatCannotBePutAndTriesAgainInTheNextRun() {
    var watching = check(CANARY);
    canaries.refuse(true);

    var refused = saved(watching.before(NOON));
    canaries.refuse(false);
    var well = saved(watching.before(NOON.plusSeconds(300)));

    assertThat(refused.report().headline())
        .isEqualTo("WARNING: the canary of backups could not be put");
    assertThat(refused.report().output()).contains("backups/prod/walwatch/canary was refused.");
    assertThat(well.report().severity()).isEqualTo(Severity.OK);
    assertThat(canaries.put()).containsExactly(CANARY);
  }

  @Test
  void forgetsACanaryThatIsSwitchedOffOrHasAnotherKey() {
    var other = new Canary("backups", "prod/canaries/one");
    var watching = check(CANARY);
    for (int minute = 0; minute <= 30; minute += 5) {
      saved(watching.before(NOON.plus(Duration.ofMinutes(minute))));
    }

    var moved = saved(check(other).before(NOON.plusSeconds(2100)));
    var off = saved(check.before(NOON.plusSeconds(2400)));

    assertThat(moved.report().severity()).isEqualTo(Severity.OK);
    assertThat(moved.facts()).containsOnlyKeys("canary " + other);
    assertThat(off.report().performanceData()).noneMatch(data -> data.startsWith("canary"));
    assertThat(ledger.watcher().state().facts()).isEmpty();
  }

  @Test
  void watchesTwoArchivesOfOneBucketApart() {
    var other = new Canary("backups", "staging/walwatch/canary");
    var watching = check(CANARY, other);
    ledger.noteCanary(CANARY, NOON.minusSeconds(900));
    saved(watching.before(NOON));
    ledger.noteCanary(other, NOON);

    var before = watching.before(NOON.plusSeconds(600));
    var after = saved(before);

    assertThat(after.report().output())
        .startsWith("WARNING: the canary of backups has not come back for 10 min\n" + CANARY)
        .contains("The canary " + other + " came back");
    assertThat(before.isIngestionStuck(ClusterId.parse("backups/prod/main"))).isTrue();
    assertThat(before.isIngestionStuck(ClusterId.parse("backups/staging/main"))).isFalse();
  }

  @Test
  void beginsAnewWhereWhatWasRememberedOfACanaryCannotBeRead() {
    var facts = Map.of("canary " + CANARY, "yesterday");
    ledger.saveWatcher(ledger.watcher().state().with(facts));

    var before = check(CANARY).before(NOON);

    assertThat(before.troubles())
        .containsExactly(
            "what was remembered of the canary backups/prod/walwatch/canary cannot be read, and"
                + " begins anew");
    assertThat(canaries.put()).containsExactly(CANARY);
  }

  @Test
  void stopsWhereTheLedgerCannotServeAtAll() {
    Ledger broken =
        new ForwardingLedger(ledger) {
          @Override
          public WatcherLedger watcher(Set<Canary> canaries) {
            throw new LedgerUnavailableException("no table", new IOException());
          }
        };

    assertThatThrownBy(() -> check(broken).before(NOON))
        .isInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void countsWhatARunCameTo() {
    var lost = new Drift(2, NOON, NOON, NOON);
    var delivered = new IcingaDelivery.Delivered();
    var superseded = new IcingaDelivery.Superseded();
    var timedOut = new IcingaDelivery.TimedOut(Duration.ofSeconds(3));
    var outcome =
        new RunOutcome(
            List.of(
                Runs.of(MAIN, "main", List.of(delivered, timedOut), List.of("a body")),
                Runs.of(OTHER, "other", List.of(superseded, timedOut), List.of("throttled")),
                Runs.of(NEW, "new", List.of(delivered, delivered), List.of())),
            Map.of(MAIN, List.of(new Finding.WalNeverSeen(), new Finding.EventsLost(lost))),
            Set.of(NEW),
            List.of("topic: no", "topic: again no"),
            List.of("the silences cannot be read"));

    var after = check.after(check.before(NOON), outcome);
    var verdict = after.verdict();

    var run = verdict.run();
    assertThat(run.clusters()).isEqualTo(3);
    assertThat(run.judged()).isEqualTo(1);
    assertThat(run.beingListed()).isEqualTo(1);
    assertThat(run.failed()).isEqualTo(2);
    assertThat(run.notJudged().count()).isEqualTo(1);
    assertThat(run.notJudged().example()).isEqualTo("backups/other/: throttled");
    assertThat(run.drift()).contains(lost);
    assertThat(run.failedDeliveries()).containsOnlyKeys("timed-out");
    assertThat(run.failedDeliveryCount()).isEqualTo(2);
    assertThat(run.unsent().count()).isEqualTo(2);
    assertThat(run.unsent().example()).isEqualTo("topic: no");
    assertThat(run.troubles())
        .containsExactly("the silences cannot be read", "backups/main/: a body");
    assertThat(CheckMetrics.of(Runs.result(outcome.runs(), after)).values())
        .containsEntry(Metric.HEARTBEAT, 1L)
        .containsEntry(Metric.CLUSTERS_CHECKED, 3L)
        .containsEntry(Metric.CLUSTERS_FAILED, 2L)
        .containsEntry(Metric.CLUSTERS_NOT_JUDGED, 1L)
        .containsEntry(Metric.CLUSTERS_BEING_LISTED, 1L)
        .containsEntry(Metric.EVENTS_LOST, 2L)
        .containsEntry(Metric.MESSAGES_UNSENT, 0L)
        .containsEntry(Metric.QUEUE_AGE, 0L)
        .containsEntry(Metric.QUEUE_DEPTH, 0L)
        .containsEntry(Metric.DEAD_LETTERS, 0L)
        .doesNotContainKey(Metric.LAST_EVENT_AGE);
    assertThat(CheckLog.lines(Runs.result(outcome.runs(), after)))
        .contains("the silences cannot be read")
        .containsOnlyOnce("backups/main/: a body");
  }

  @Test
  void addsUpWhatEventsOfAllClustersWereLost() {
    var outcome =
        new RunOutcome(
            List.of(
                Runs.of(MAIN, "main", List.of(), List.of()),
                Runs.of(OTHER, "other", List.of(), List.of())),
            Map.of(
                MAIN, List.of(new Finding.EventsLost(new Drift(2, NOON, NOON, NOON))),
                OTHER, List.of(new Finding.EventsLost(new Drift(3, NOON, NOON, NOON)))),
            Set.of(),
            List.of(),
            List.of());

    var after = check.after(check.before(NOON), outcome);

    assertThat(after.report().headline()).isEqualTo("WARNING: 5 events of S3 never arrived");
  }

  @Test
  void keepsItsFactsApartFromThoseOfOthers() {
    var memory = new QueueMemory(List.of(NOON.plusSeconds(300), NOON));
    var facts = new TreeMap<>(QueueFacts.of(memory));
    facts.put("alert main", "2026");

    assertThat(QueueFacts.of(memory).keySet()).allMatch(name -> name.startsWith(QueueFacts.PREFIX));
    assertThat(QueueFacts.read(facts)).isEqualTo(memory);
    assertThat(QueueFacts.read(Map.of("alert main", "2026"))).isEqualTo(QueueMemory.NONE);
  }

  @Test
  void isPostedWhereTheSettingsSay() {
    var environment =
        new Environment(
            Map.of(
                "WALWATCH_ICINGA_WATCHER_HOST", "monitoring",
                "WALWATCH_ICINGA_WATCHER_SERVICE", "backups"));
    var report = check.after(check.before(NOON), nothing()).report();

    var result =
        CheckWiring.watcherService(environment)
            .result(report, Duration.ofMinutes(12), Optional.empty());

    assertThat(result.objectName()).isEqualTo("monitoring!backups");
    assertThat(result.state()).isEqualTo(Severity.OK);
    assertThat(result.output()).startsWith("OK: walwatch works");
    assertThat(CheckWiring.watcherService(new Environment(Map.of())))
        .isEqualTo(new WatcherService("walwatch", "walwatch"));
  }

  @Test
  void refusesANameThatIcingaCannotHave() {
    var environment = new Environment(Map.of("WALWATCH_ICINGA_WATCHER_HOST", "a!b"));

    assertThatThrownBy(() -> CheckWiring.watcherService(environment))
        .isInstanceOf(WalwatchException.class)
        .hasMessage(
            "WALWATCH_ICINGA_WATCHER_HOST is \"a!b\", not the name of an object: it must not"
                + " contain '!'");
  }

  private WatcherCheck check(Canary... watched) {
    return new WatcherCheck(
        ledger,
        new SqsQueueDepths(queues),
        Optional.of(QUEUE),
        List.of(DEAD, FAILED),
        canaries.check(Set.of(watched)),
        Runbook.DEFAULT);
  }

  private WatcherCheck check(Ledger of) {
    return new WatcherCheck(
        of,
        new SqsQueueDepths(queues),
        Optional.of(QUEUE),
        List.of(DEAD, FAILED),
        FakeCanaries.none(),
        Runbook.DEFAULT);
  }

  private static RunOutcome nothing() {
    return new RunOutcome(List.of(), Map.of(), Set.of(), List.of(), List.of());
  }

  /** Finishes a run as a check does, its facts among those of others. */
  private WatcherCheck.After saved(WatcherCheck.Before before) {
    var after = check.after(before, nothing());
    var facts = new HashMap<>(before.known().state().facts());
    facts.keySet().removeIf(name -> QueueFacts.isOne(name) || CanaryFacts.isOne(name));
    facts.putAll(after.facts());
    ledger.saveWatcher(before.known().state().with(facts));
    return after;
  }
}
