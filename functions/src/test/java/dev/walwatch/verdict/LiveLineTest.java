package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.gaps;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rule D18: the cluster lives where WAL came last, which need not be the newest timeline. */
class LiveLineTest {

  private static Instant minutes(long afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }

  private static TestArchive promoted() {
    return archive().historyFile(2).wal(1, "1-9", minutes(-5)).partial(1, 10).wal(2, "10-12");
  }

  @Test
  void itIsTheTimelineThatGrewLast() {
    assertThat(once(promoted(), minutes(1)).wal().newest()).hasValue(promoted().name(2, 12));
  }

  @Test
  void itIsTheOldTimelineWhenTheNewOneWasOnlyATest() {
    var archive = promoted().wal(1, "10-20", minutes(1));

    assertThat(once(archive, minutes(2)).wal().newest()).hasValue(archive.name(1, 20));
  }

  @Test
  void ofTwoThatGrewAtTheSameMomentItIsTheNewer() {
    var archive = archive().historyFile(2).wal(1, "1-15").wal(2, "10-15");

    assertThat(once(archive, minutes(1)).wal().newest()).hasValue(archive.name(2, 15));
  }

  @Test
  void anOldSegmentThatComesAgainDoesNotReviveItsTimeline() {
    var watcher = new Watcher();
    var archive = promoted();
    watcher.check(archive, minutes(1));

    var verdict = watcher.check(archive.again(1, "7", minutes(2)), minutes(3));

    assertThat(verdict.wal().newest()).hasValue(archive.name(2, 12));
    assertThat(verdict.wal().grewAt()).hasValue(NOON);
  }

  @Test
  void norDoesItWhenNobodyWatchedBefore() {
    var archive = promoted().again(1, "7", minutes(2));

    assertThat(once(archive, minutes(3)).wal().newest()).hasValue(archive.name(2, 12));
  }

  @Test
  void theOldPrimarysLateCopyOfTheSwitchSegmentDoesNotReviveItEither() {
    var watcher = new Watcher();
    var archive = promoted();
    watcher.check(archive, minutes(1));

    var verdict = watcher.check(archive.wal(1, "10", minutes(2)), minutes(3));

    assertThat(verdict.wal().newest()).hasValue(archive.name(2, 12));
    assertThat(gaps(watcher.check(archive, minutes(14)))).isEmpty();
  }

  @Test
  void aGapOfTheLiveTimelineStaysWhileTheOldPrimarySendsItsRest() {
    var watcher = new Watcher();
    var archive = promoted().lost(2, "11");
    watcher.check(archive, minutes(1));

    archive.wal(1, "10", minutes(10));

    assertThat(gaps(watcher.check(archive, minutes(11)))).containsExactly("2/11");
  }

  @Test
  void aTimelineThatGrowsForAnHourAfterItsSuccessorFellSilentIsAliveAgain() {
    var watcher = new Watcher();
    var archive = archive().historyFile(5).wal(1, "1-9", minutes(-90)).wal(5, "80-90");
    watcher.check(archive, minutes(1));

    var within = watcher.check(archive.wal(1, "10", minutes(60)), minutes(60));
    var after = watcher.check(archive.wal(1, "11", minutes(61)), minutes(61));

    assertThat(within.wal().newest()).hasValue(archive.name(5, 90));
    assertThat(after.wal().newest()).hasValue(archive.name(1, 11));
  }

  @Test
  void aTimelineThatLosesSegmentsHasNotGrown() {
    var watcher = new Watcher();
    var archive = archive().wal(1, "1-9");
    watcher.check(archive, minutes(1));

    var verdict = watcher.check(archive.lost(1, "1-4").again(1, "9", minutes(20)), minutes(21));

    assertThat(verdict.wal().grewAt()).hasValue(NOON);
  }

  @Test
  void aTimelineWhoseHoleIsFilledHasGrown() {
    var watcher = new Watcher();
    var archive = archive().wal(1, "1-3 5-9");
    watcher.check(archive, minutes(1));

    var verdict = watcher.check(archive.wal(1, "4", minutes(2)), minutes(3));

    assertThat(verdict.wal().grewAt()).hasValue(minutes(2));
  }

  @Test
  void aTimelineOfWhichOnlyAPartialIsThereIsNotAlive() {
    var archive = archive().wal(1, "1-9").partial(2, 10);

    assertThat(once(archive, minutes(1)).wal().newest()).hasValue(archive.name(1, 9));
  }
}
