package dev.walwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.walwatch.alert.Subject.OfCluster;
import dev.walwatch.alert.Subject.Watcher;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulletinTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final AlertRules RULES = AlertRules.DEFAULT;
  private static final Observation FINE = Observation.of(Severity.OK, "wal-flows");
  private static final Observation LATE =
      new Observation(Severity.WARNING, "wal-silence", 1, false, true);
  private static final Observation SILENT =
      new Observation(Severity.CRITICAL, "wal-silence", 1, false, true);
  private static final Observation DELETED =
      new Observation(Severity.CRITICAL, "wal-gap", 1, true, false);

  private final Map<Subject, AlertState> states = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private Instant now = NOON;

  @Test
  void tellsOfTwoClustersSeparately() {
    check(2, _ -> SILENT);

    var told = check(2, _ -> SILENT);

    assertThat(told).extracting(Announcement::members).containsExactly(only(0), only(1));
    assertThat(told).extracting(Announcement::story).doesNotHaveDuplicates();
    assertThat(told).noneMatch(Announcement::isOfMany);
  }

  @Test
  void tellsOfManyClustersWithOneCauseOnce() {
    check(500, _ -> SILENT);

    var told = check(500, _ -> SILENT);
    var later = check(500, _ -> SILENT);

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().members()).hasSize(500);
    assertThat(told.getFirst().news()).isEqualTo(News.PROBLEM);
    assertThat(told.getFirst().begun()).isEqualTo(NOON);
    assertThat(told.getFirst().isOfMany()).isTrue();
    assertThat(later).isEmpty();
  }

  @Test
  void takesInThoseThatOnlyWaitToBeConfirmedAndThoseThatFollowAtOnce() {
    check(9, n -> n < 3 ? SILENT : FINE);

    var told = check(9, n -> n < 6 ? SILENT : FINE);
    var followed = check(9, _ -> SILENT);
    var nothingMore = check(9, _ -> SILENT);

    assertThat(told).singleElement().extracting(it -> it.members().size()).isEqualTo(6);
    assertThat(followed).isEmpty();
    assertThat(nothingMore).isEmpty();
    assertThat(stories()).hasSize(1);
  }

  @Test
  void tellsOfAClusterThatFollowsHoursLaterByItself() {
    check(4, n -> n < 3 ? SILENT : FINE);
    check(4, n -> n < 3 ? SILENT : FINE);
    now = now.plus(Duration.ofHours(2));
    check(4, _ -> SILENT);

    var told = check(4, _ -> SILENT);

    assertThat(told).singleElement().extracting(Announcement::members).isEqualTo(only(3));
    assertThat(stories()).hasSize(2);
  }

  @Test
  void tellsSeparatelyWhatHasAnotherCause() {
    check(6, n -> n < 3 ? SILENT : DELETED);

    var told = check(6, n -> n < 3 ? SILENT : DELETED);

    assertThat(told).extracting(Announcement::code).containsExactly("wal-silence");
    assertThat(stories()).hasSize(2);
  }

  @Test
  void tellsAtOnceOfManyLossesBeyondDoubt() {
    check(40, _ -> FINE);

    var told = check(40, _ -> DELETED);

    assertThat(told).singleElement().extracting(it -> it.members().size()).isEqualTo(40);
  }

  @Test
  void tellsOnceThatManyBecameWorseWhoeverComesLater() {
    check(10, _ -> LATE);
    check(10, _ -> LATE);

    var worse = check(10, n -> n < 4 ? SILENT : LATE);
    var theOthers = check(10, _ -> SILENT);

    assertThat(worse).singleElement().extracting(Announcement::news).isEqualTo(News.WORSE);
    assertThat(worse.getFirst().members()).hasSize(4);
    assertThat(theOthers).isEmpty();
  }

  @Test
  void tellsThatHalfOfManyHaveRecoveredAndThatAllHave() {
    check(10, _ -> SILENT);
    check(10, _ -> SILENT);

    var few = check(10, n -> n < 2 ? FINE : SILENT);
    var half = check(10, n -> n < 6 ? FINE : SILENT);
    var more = check(10, n -> n < 9 ? FINE : SILENT);
    var all = check(10, _ -> FINE);

    assertThat(few).isEmpty();
    assertThat(half).singleElement().extracting(Announcement::news).isEqualTo(News.RECOVERY);
    assertThat(half.getFirst().remaining()).hasSize(4);
    assertThat(more).isEmpty();
    assertThat(all).singleElement().extracting(it -> it.remaining().size()).isEqualTo(0);
    assertThat(all.getFirst().story()).isEqualTo(half.getFirst().story());
    assertThat(all.getFirst().id()).isNotEqualTo(half.getFirst().id());
    assertThat(all.getFirst().together()).isEqualTo(10);
  }

  @Test
  void remindsOfManyOnce() {
    check(10, _ -> SILENT);
    check(10, _ -> SILENT);
    now = now.plus(Duration.ofHours(4));

    var told = check(10, n -> n < 8 ? SILENT : FINE);

    assertThat(told).singleElement().extracting(Announcement::news).isEqualTo(News.REMINDER);
    assertThat(told.getFirst().members()).hasSize(8);
  }

  @Test
  void beginsAStoryOfItsOwnWhereTheOthersJustRecover() {
    check(4, n -> n < 3 ? LATE : FINE);
    check(4, n -> n < 3 ? LATE : FINE);
    check(4, _ -> LATE);

    var told = check(4, n -> n < 3 ? FINE : LATE);
    var later = check(4, _ -> FINE);

    assertThat(told)
        .extracting(Announcement::news, it -> it.members().size())
        .containsExactly(tuple(News.PROBLEM, 1), tuple(News.RECOVERY, 3));
    assertThat(told.getLast().remaining()).isEmpty();
    assertThat(later).singleElement().extracting(Announcement::members).isEqualTo(only(3));
  }

  @Test
  void doesNotSayThatAllAreWellWhileOneIsNotKnown() {
    check(5, _ -> SILENT);
    check(5, _ -> SILENT);
    unknown.add("backups");

    var four = check(4, _ -> FINE);
    unknown.clear();
    var five = check(5, _ -> FINE);

    assertThat(four).isEmpty();
    assertThat(five).singleElement().extracting(it -> it.members().size()).isEqualTo(5);
  }

  @Test
  void saysOfThoseThatFlapTogetherHowBadTheyGet() {
    List<Announcement> told = List.of();
    for (int round = 0; told.isEmpty(); round++) {
      var found = round % 2 == 0 ? FINE : SILENT;
      told = check(3, _ -> found);
    }

    assertThat(told).singleElement().extracting(Announcement::news).isEqualTo(News.FLAPPING);
    assertThat(told.getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void remindsOnceOfThoseThatBecameWorseOneAfterTheOther() {
    check(6, _ -> LATE);
    check(6, _ -> LATE);
    for (int worse = 1; worse <= 6; worse++) {
      int silent = worse;
      check(6, n -> n < silent ? SILENT : LATE);
    }

    int reminders = 0;
    for (int round = 0; round < 60; round++) {
      reminders += check(6, _ -> SILENT).size();
    }

    assertThat(reminders).isEqualTo(1);
  }

  @Test
  void saysOncePerHourThatMoreIsLost() {
    check(6, _ -> DELETED);

    int said = 0;
    for (int round = 0; round < 24; round++) {
      int losing = round % 6;
      int losses = 2 + round;
      said +=
          check(
                  6,
                  n ->
                      n == losing
                          ? new Observation(Severity.CRITICAL, "wal-gap", losses, true, false)
                          : DELETED)
              .size();
    }

    assertThat(said).isBetween(1, 2);
  }

  @Test
  void leavesTheWatcherItsOwnMessage() {
    var stuck = new Observation(Severity.CRITICAL, "ingestion-stuck", 1, false, false);
    var steps = new HashMap<Subject, Step>();
    for (int check = 0; check < 2; check++) {
      steps.clear();
      steps.put(new Watcher(), stepOf(new Watcher(), stuck));
      for (int n = 0; n < 5; n++) {
        steps.put(subject(n), stepOf(subject(n), SILENT));
      }
      states.putAll(new Bulletin(steps, unknown, now).states());
      now = now.plus(Duration.ofMinutes(5));
    }

    assertThat(states.values())
        .extracting(state -> state.told().orElseThrow().together())
        .containsExactlyInAnyOrder(1, 5, 5, 5, 5, 5);
  }

  @Test
  void putsTheWorstFirst() {
    check(2, n -> n == 0 ? LATE : SILENT);

    var told = check(2, n -> n == 0 ? LATE : SILENT);

    assertThat(told)
        .extracting(Announcement::severity)
        .containsExactly(Severity.CRITICAL, Severity.WARNING);
  }

  private List<Announcement> check(int clusters, IntFunction<Observation> found) {
    Map<Subject, Step> steps =
        IntStream.range(0, clusters)
            .boxed()
            .collect(
                Collectors.toMap(BulletinTest::subject, n -> stepOf(subject(n), found.apply(n))));
    var bulletin = new Bulletin(steps, unknown, now);
    states.putAll(bulletin.states());
    now = now.plus(Duration.ofMinutes(5));
    return bulletin.announcements();
  }

  private Step stepOf(Subject subject, Observation found) {
    return states.getOrDefault(subject, AlertState.NEW).after(found, false, RULES, now);
  }

  private static Subject subject(int number) {
    var cluster = ClusterId.parse("s3://backups/db%03d".formatted(number));
    return new OfCluster(cluster, Service.WAL_ARCHIVING);
  }

  private static List<Subject> only(int number) {
    return List.of(subject(number));
  }

  private List<String> stories() {
    return states.values().stream()
        .map(AlertState::told)
        .flatMap(Optional::stream)
        .map(Told::story)
        .distinct()
        .toList();
  }
}
