package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.Seeded;
import dev.walwatch.wal.WalSegment;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judgement says of random archives exactly what the plainest reading of the rules says. */
class BruteForceModelTest {
  private static final int STEPS = 20;

  static LongStream seeds() {
    return Seeded.seeds(3000);
  }

  static LongStream unlinked() {
    return Seeded.seeds(300);
  }

  static LongStream lives() {
    return Seeded.seeds(100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theVerdictIsThatOfTheModel(long seed) {
    // given
    boolean withinGrace = seed % 4 == 0;
    var random = new RandomPlainArchive(seed, withinGrace);
    var archive = random.archive();
    var now = NOON.plus(Duration.ofMinutes(withinGrace ? 5 : 30));
    var model = new BruteForceModel(archive, random.live(), random.policy(), now, withinGrace);

    // when
    var verdict = Verdict.of(archive.snapshot(), Memory.NONE, random.policy(), now);

    // then
    assertThat(Essence.of(verdict))
        .as(() -> "seed %d, timeline %d lives, %s".formatted(seed, random.live(), archive))
        .isEqualTo(model.essence());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("lives")
  void whoRemembersAndWhoNeverSawItBeforeJudgeAlikeAfterEveryStep(long seed) {
    var life = new RandomLife(seed);
    var memory = Memory.NONE;
    for (int step = 1; step <= STEPS; step++) {
      // given
      life.goOn();
      var snapshot = life.archive().snapshot();
      var story = story(seed, step, life);

      // when
      var remembering = Verdict.of(snapshot, memory, life.policy(), life.now());
      var fresh = Verdict.of(snapshot, Memory.NONE, life.policy(), life.now());
      memory = remembering.memory();

      // then
      assertThat(remembering.live()).as(story).isEqualTo(fresh.live());
      if (life.allHistoriesAreThere()) {
        assertThat(Essence.of(remembering)).as(story).isEqualTo(Essence.of(fresh));
        assertThat(Essence.of(fresh)).as(story).isEqualTo(model(life).essence());
      } else {
        // since when a hole before an unlinked timeline is open, only the memory may know
        assertThat(Essence.of(remembering).gaps()).as(story).containsAll(Essence.of(fresh).gaps());
      }
    }
  }

  /** Rule D19: the model knows no archive whose lineage is not known, but this holds of each. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("unlinked")
  void withoutHistoryFilesNothingIsMissedThatIsThereAndNothingRestoredThatIsNot(long seed) {
    // given
    var random = new RandomPlainArchive(seed, false);
    var archive = random.archive();
    archive.histories.keySet().removeIf(timeline -> (timeline + seed) % 3 != 0);
    var present = archive.present.stream().map(archive::name).collect(Collectors.toSet());

    // when
    var now = NOON.plus(Duration.ofMinutes(30));
    var verdict = Verdict.of(archive.snapshot(), Memory.NONE, random.policy(), now);

    // then
    for (var gap : verdict.gaps()) {
      var missing = WalSegment.of(gap.first(), verdict.numbering());
      for (long nth = 0; nth < gap.count(); nth++) {
        assertThat(present).doesNotContain(missing.name(verdict.numbering()).toString());
        missing = missing.next();
      }
      assertThat(missing.previous().name(verdict.numbering())).isEqualTo(gap.last());
    }
    assertThat(verdict.windows())
        .allSatisfy(window -> assertThat(present).contains(window.lastSegment().toString()));
  }

  private static BruteForceModel model(RandomLife life) {
    return new BruteForceModel(life.archive(), life.live(), life.policy(), life.now(), false);
  }

  private static Supplier<String> story(long seed, int step, RandomLife life) {
    return () ->
        "seed %d, step %d, timeline %d lives, %s"
            .formatted(seed, step, life.live(), life.archive());
  }
}
