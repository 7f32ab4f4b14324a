package dev.walwatch.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.arrival.Arrivals.Arrival;
import dev.walwatch.arrival.Arrivals.Sighting;
import dev.walwatch.arrival.BucketEvent.Created;
import dev.walwatch.arrival.BucketEvent.Ignored;
import dev.walwatch.arrival.BucketEvent.Removed;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeFinderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final Instant AT = NOW.minusSeconds(60);
  private static final ClusterId CLUSTER = new ClusterId("backups", "db1/");
  private static final Canary CANARY = new Canary("backups", "db1/walwatch/canary");
  private static final String ONE = "000000010000000000000001";
  private static final String TWO = "000000010000000000000002";

  private final ChangeFinder finder =
      new ChangeFinder(new WaleLayout(), Set.of(CANARY)::contains, () -> NOW);

  @Test
  void findsTheClusterTheObjectAndTheMessageOfEachChange() {
    var messages =
        List.of(
            new Message("m1", List.of(created(ONE, "01"), created(TWO, "02"))),
            new Message("m2", List.of(removed("000000010000000000000003", "03"))));

    var arrivals = finder.find(messages);

    assertThat(arrivals.changes())
        .containsExactly(
            new Arrival(appeared(ONE, false), "m1"),
            new Arrival(appeared(TWO, false), "m1"),
            new Arrival(
                new ObjectChange.Removed(CLUSTER, segment("000000010000000000000003"), AT, "me"),
                "m2"));
  }

  @Test
  void marksACreationThatALaterRemovalOfTheBatchUndid() {
    var messages =
        List.of(
            new Message("late", List.of(removed(ONE, "0A1"))),
            new Message("early", List.of(created(ONE, "0A"))));

    var arrivals = finder.find(messages);

    assertThat(arrivals.changes()).contains(new Arrival(appeared(ONE, true), "early"));
  }

  @Test
  void doesNotMarkACreationAfterTheLastRemoval() {
    var messages =
        List.of(
            new Message("m1", List.of(created(ONE, "0B"))),
            new Message("m2", List.of(removed(ONE, "0A"), removed(ONE, "09"))));

    assertThat(finder.find(messages).changes()).contains(new Arrival(appeared(ONE, false), "m1"));
  }

  @Test
  void comparesSequencersOfOneKeyOnly() {
    var otherBucket = new ObjectAddress("other", "db1/wal_005/" + ONE + ".lzo");
    var messages =
        List.of(
            new Message("m1", List.of(created(ONE, "01"))),
            new Message("m2", List.of(removed(TWO, "02"))),
            new Message("m3", List.of(new Removed(otherBucket, AT, Sequencer.find("03"), "me"))));

    assertThat(finder.find(messages).changes()).contains(new Arrival(appeared(ONE, false), "m1"));
  }

  @Test
  void claimsNothingOfTheOrderWhereASequencerIsMissingOrTheSame() {
    var messages =
        List.of(
            new Message("m1", List.of(created(ONE, ""))),
            new Message("m2", List.of(removed(ONE, "05"), removed(TWO, ""))),
            new Message("m3", List.of(created(ONE, "05"), created(TWO, "01"))));

    assertThat(finder.find(messages).changes())
        .filteredOn(arrival -> arrival.change() instanceof Appeared)
        .extracting(Arrival::change)
        .containsExactly(appeared(ONE, false), appeared(ONE, false), appeared(TWO, false));
  }

  @Test
  void neverTakesAnEventForLaterThanNow() {
    var object = new ObjectAddress("backups", "db1/wal_005/" + ONE + ".lzo");
    var future = new Created(object, NOW.plusSeconds(3600), Sequencer.find("01"), 7);

    var arrivals = finder.find(List.of(new Message("m1", List.of(future))));

    assertThat(arrivals.changes())
        .containsExactly(new Arrival(new Appeared(CLUSTER, segment(ONE), NOW, 7, false), "m1"));
  }

  @Test
  void countsWhatDoesNotCount() {
    var messages =
        List.of(
            new Message("m1", List.of(new BucketEvent.Test(), new BucketEvent.Test())),
            new Message("m2", List.of(new Ignored("ObjectTagging:Put"))),
            new Message("m3", List.of(at("elsewhere/x"), at("db1/catchup_005/x"))),
            new Message("m4", List.of(at("wal_005/y"), at("elsewhere/y"))),
            new Message("m5", List.of()));

    var arrivals = finder.find(messages);

    assertThat(arrivals)
        .isEqualTo(
            new Arrivals(
                List.of(),
                List.of(),
                2,
                Map.of("ObjectTagging:Put", 1),
                Map.of(
                    "in no archive", 2,
                    "a catch-up of WAL-G is not a base backup", 1,
                    "not a file that WAL-E or WAL-G puts among the WAL", 1)));
  }

  @Test
  void tellsTheCanaryFromWhatLiesInArchives() {
    var key = CANARY.key();
    var messages =
        List.of(
            new Message("m1", List.of(object("backups", key, AT))),
            new Message("m2", List.of(created(ONE, "01"))),
            new Message("m3", List.of(object("backups", key, NOW.plusSeconds(5)))));

    var arrivals = finder.find(messages);

    assertThat(arrivals.canaries())
        .containsExactly(new Sighting(CANARY, AT, "m1"), new Sighting(CANARY, NOW, "m3"));
    assertThat(arrivals.changes()).containsExactly(new Arrival(appeared(ONE, false), "m2"));
    assertThat(arrivals.ignoredKeys()).isEmpty();
  }

  @Test
  void takesNothingElseForTheCanary() {
    var messages =
        List.of(
            new Message("m1", List.of(object("other", CANARY.key(), AT))),
            new Message("m2", List.of(object("backups", CANARY.key() + "/", AT))),
            new Message("m3", List.of(object("backups", "db2/walwatch/canary", AT))));

    var arrivals = finder.find(messages);

    assertThat(arrivals.canaries()).isEmpty();
    assertThat(arrivals.ignoredKeys()).isEqualTo(Map.of("in no archive", 3));
  }

  @Test
  void doesNotMindThatTheCanaryIsRemoved() {
    var canary = new ObjectAddress(CANARY.bucket(), CANARY.key());
    var removal = new Removed(canary, AT, Sequencer.find("02"), "me");

    var arrivals = finder.find(List.of(new Message("m1", List.of(removal))));

    assertThat(arrivals)
        .isEqualTo(
            new Arrivals(List.of(), List.of(), 0, Map.of("removal of a canary", 1), Map.of()));
  }

  private static Created object(String bucket, String key, Instant at) {
    return new Created(new ObjectAddress(bucket, key), at, Sequencer.find("01"), 200);
  }

  private static Created created(String segment, String sequencer) {
    var object = new ObjectAddress("backups", "db1/wal_005/" + segment + ".lzo");
    return new Created(object, AT, Sequencer.find(sequencer), 7);
  }

  private static Removed removed(String segment, String sequencer) {
    var object = new ObjectAddress("backups", "db1/wal_005/" + segment + ".lzo");
    return new Removed(object, AT, Sequencer.find(sequencer), "me");
  }

  private static Created at(String key) {
    return new Created(new ObjectAddress("backups", key), AT, Sequencer.find("01"), 7);
  }

  private static Appeared appeared(String segment, boolean removedSince) {
    return new Appeared(CLUSTER, segment(segment), AT, 7, removedSince);
  }

  private static ArchivedObject segment(String digits) {
    return new Segment(SegmentName.parse(digits));
  }
}
