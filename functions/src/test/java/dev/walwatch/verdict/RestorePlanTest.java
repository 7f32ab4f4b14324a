package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.RestorePlan.Answer;
import dev.walwatch.verdict.RestorePlan.Target;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestorePlanTest {

  private static Instant minutes(long afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }

  /** A segment each minute, two backups, a switch in segment 20. */
  private static TestArchive told() {
    var archive = archive();
    for (int number = 1; number < 20; number++) {
      archive.walAt(1, "" + number, minutes(number));
    }
    for (int number = 20; number <= 40; number++) {
      archive.walAt(2, "" + number, minutes(number));
    }
    return archive
        .history(2, "1 0/14000100")
        .backup(1, 5, minutes(4), minutes(6))
        .backup(2, 30, minutes(29), minutes(31));
  }

  private static Answer plan(TestArchive archive, Target target) {
    return RestorePlan.of(archive.snapshot(), target, Watcher.DEFAULTS, minutes(60));
  }

  private static RestorePlan possible(TestArchive archive, Target target) {
    assertThat(plan(archive, target)).isInstanceOf(Answer.Possible.class);
    return ((Answer.Possible) plan(archive, target)).plan();
  }

  private static List<String> stretches(List<RestorePlan.Stretch> stretches) {
    return stretches.stream().map(it -> it.first() + "-" + it.last()).toList();
  }

  @Test
  void startsWithTheNewestBackupThatWasFinishedBefore() {
    var archive = told();

    var plan = possible(archive, new Target.Time(minutes(35)));

    assertThat(plan.backup().backup().name().start()).isEqualTo(archive.name(2, 30));
    assertThat(stretches(plan.fetch()))
        .containsExactly(archive.name(2, 30) + "-" + archive.name(2, 35));
    assertThat(plan.segments()).isEqualTo(6);
    assertThat(plan.bytes()).isEqualTo(6L << 24);
    assertThat(plan.missing()).isEmpty();
  }

  @Test
  void replaysAcrossASwitch() {
    var archive = told();

    var plan = possible(archive, new Target.Time(minutes(25)));

    assertThat(plan.timeline()).isEqualTo(new Timeline(2));
    assertThat(stretches(plan.fetch()))
        .containsExactly(
            archive.name(1, 5) + "-" + archive.name(1, 19),
            archive.name(2, 20) + "-" + archive.name(2, 25));
  }

  @Test
  void isNotMisledByASegmentThatCameAgainLater() {
    var archive = told().walAt(1, "9", minutes(39));

    var plan = possible(archive, new Target.Time(minutes(15)));

    assertThat(plan.fetch().getLast().last()).isEqualTo(archive.name(1, 15));
  }

  @Test
  void reachesAnAbandonedBranchWhereABackupOfItIsKept() {
    var archive =
        archive()
            .walAt(1, "1-20", minutes(-600))
            .history(2, "1 0/5000100")
            .walAt(2, "5-30", NOON)
            .backup(1, 12, minutes(-700), minutes(-650));

    var plan = possible(archive, new Target.Time(minutes(-610)));

    assertThat(plan.timeline()).isEqualTo(Timeline.FIRST);
    assertThat(plan.missing()).isEmpty();
  }

  @Test
  void findsTheSegmentOfAPosition() {
    var plan = possible(told(), new Target.Position(Lsn.parse("0/18000028")));

    assertThat(plan.fetch().getLast().last()).isEqualTo(told().name(2, 24));
  }

  @Test
  void goesAsFarAsTheWalGoesWhenNoTargetIsGiven() {
    var plan = possible(told(), new Target.Newest());

    assertThat(plan.fetch().getLast().last()).isEqualTo(told().name(2, 40));
  }

  @Test
  void namesWhatIsMissingOnTheWay() {
    var archive = told().lost(2, "33");

    var plan = possible(archive, new Target.Time(minutes(35)));

    assertThat(stretches(plan.missing()))
        .containsExactly(archive.name(2, 33) + "-" + archive.name(2, 33));
  }

  @Test
  void saysWhichMomentsCanBeReachedInstead() {
    assertThat(plan(told(), new Target.Time(minutes(1))))
        .isEqualTo(
            new Answer.Impossible(
                minutes(1) + " is before the oldest moment that can be restored, " + minutes(6)));
    assertThat(plan(told(), new Target.Time(minutes(59))))
        .isEqualTo(
            new Answer.Impossible(
                minutes(59)
                    + " cannot be reached; the newest moment that can be restored is "
                    + minutes(40)));
  }

  @Test
  void saysThatNothingCanBeRestored() {
    assertThat(plan(archive(), new Target.Newest())).isInstanceOf(Answer.Impossible.class);
    assertThat(plan(archive().wal(1, "1-9"), new Target.Newest()))
        .isEqualTo(new Answer.Impossible("no base backup in this archive can be restored"));
  }
}
