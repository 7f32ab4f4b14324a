package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every archive, on random ones with up to four promotions. */
class ContinuityPropertyTest {
  private static final Instant WITHIN_GRACE = NOON.plus(Duration.ofMinutes(10));
  private static final Instant AFTER_GRACE = NOON.plus(Duration.ofMinutes(11));

  static LongStream seeds() {
    return Seeded.seeds(150);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aHealthyArchiveHasNoGap(long seed) {
    var archive = new RandomArchive(seed).inOrder();

    var verdict = Watcher.once(archive, AFTER_GRACE);

    assertThat(verdict.wal().severity()).as("seed %d", seed).isEqualTo(Severity.OK);
    assertThat(verdict.wal().missing()).as("seed %d", seed).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderInWhichItsObjectsCameDoesNotMatter(long seed) {
    var archive = new RandomArchive(seed);
    var lost = archive.anyVisible();

    var inOrder = archive.inOrder().lost(lost.timeline(), "" + lost.number());
    var shuffled = archive.inAnyOrder().lost(lost.timeline(), "" + lost.number());

    assertThat(Watcher.once(shuffled, AFTER_GRACE))
        .as("seed %d", seed)
        .isEqualTo(Watcher.once(inOrder, AFTER_GRACE));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyRequiredSegmentThatIsLostIsExactlyOneGapWithItsName(long seed) {
    var random = new RandomArchive(seed);
    for (var lost : random.visible()) {
      var archive = random.inOrder().lost(lost.timeline(), "" + lost.number());

      var within = Watcher.once(archive, WITHIN_GRACE);
      var after = Watcher.once(archive, AFTER_GRACE);

      assertThat(Watcher.gaps(within))
          .as("seed %d, %s lost, within the grace", seed, lost)
          .isEmpty();
      assertThat(Watcher.gaps(after))
          .as("seed %d, %s lost", seed, lost)
          .containsExactly(lost.toString());
      assertThat(after.wal().missing()).as("seed %d, %s lost", seed, lost).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSegmentThatIsNotRequiredIsNotMissed(long seed) {
    var random = new RandomArchive(seed);
    var whole = random.inOrder();
    var strays = whole.segments();
    random.required().forEach(needed -> strays.remove(needed.toString()));

    for (var stray : strays) {
      var parts = stray.split("/", -1);
      var archive = random.inOrder().lost(Long.parseLong(parts[0]), parts[1]);

      assertThat(Watcher.gaps(archive)).as("seed %d, %s lost", seed, stray).isEmpty();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsLostAGapIsGoneWhenItsSegmentsAreThere(long seed) {
    var random = new RandomArchive(seed);
    var archive = random.inOrder();
    for (int losses = 0; losses < 4; losses++) {
      var lost = random.anyVisible();
      archive.lost(lost.timeline(), "" + lost.number());
    }

    // each round fills one gap, so there are no more rounds than segments
    for (int round = 0; round <= random.required().size(); round++) {
      var gaps = Watcher.gaps(archive);
      if (gaps.isEmpty()) {
        return;
      }
      var parts = gaps.getFirst().split("/", -1);
      archive.wal(Long.parseLong(parts[0]), parts[1]);

      assertThat(Watcher.gaps(archive)).as("seed %d", seed).doesNotContain(gaps.getFirst());
    }
    assertThat(Watcher.gaps(archive)).as("seed %d", seed).isEmpty();
  }
}
