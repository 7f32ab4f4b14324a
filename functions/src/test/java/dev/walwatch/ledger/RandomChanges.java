package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A random history of a few small archives; one seed gives one history. */
final class RandomChanges {
  private static final List<ClusterId> CLUSTERS =
      List.of(new ClusterId("bucket", ""), new ClusterId("bucket", "a/b/"));
  private static final List<String> FILES = List.of("extended_version.txt", "metadata.json");

  private final Random random;

  RandomChanges(long seed) {
    random = new Random(seed);
  }

  List<ObjectChange> changes() {
    return Stream.generate(this::change).limit(20 + random.nextInt(40)).toList();
  }

  /** Returns the same changes shuffled, some of them repeated, in batches. */
  List<List<ObjectChange>> twisted(List<ObjectChange> changes) {
    var repeated = new ArrayList<>(changes);
    changes.stream().filter(_ -> random.nextInt(4) == 0).forEach(repeated::add);
    Collections.shuffle(repeated, random);
    var batches = new ArrayList<List<ObjectChange>>();
    for (int from = 0; from < repeated.size(); ) {
      int to = Math.min(repeated.size(), from + 1 + random.nextInt(10));
      batches.add(List.copyOf(repeated.subList(from, to)));
      from = to;
    }
    return batches;
  }

  private ObjectChange change() {
    var cluster = CLUSTERS.get(random.nextInt(CLUSTERS.size()));
    var at = Changes.NOON.plusMillis(random.nextInt(100));
    return random.nextInt(4) == 0
        ? new Removed(cluster, object(), at, "AWS:user" + random.nextInt(3))
        : new Appeared(cluster, object(), at, random.nextInt(3), random.nextInt(5) == 0);
  }

  private ArchivedObject object() {
    return switch (random.nextInt(7)) {
      case 0 -> new ArchivedObject.PartialSegment(name());
      case 1 -> new ArchivedObject.HistoryFile(new Timeline(2 + random.nextInt(2)));
      case 2 -> new ArchivedObject.Sentinel(backup());
      case 3 -> new ArchivedObject.BackupMetadata(backup(), FILES.get(random.nextInt(2)));
      case 4 -> new ArchivedObject.BackupPart(backup(), 250 + random.nextInt(12));
      default -> new ArchivedObject.Segment(name());
    };
  }

  private SegmentName name() {
    return new SegmentName(Timeline.FIRST, random.nextInt(2), random.nextInt(10));
  }

  private BackupName backup() {
    return BackupName.parse("base_00000001000000000000000" + random.nextInt(2));
  }
}
