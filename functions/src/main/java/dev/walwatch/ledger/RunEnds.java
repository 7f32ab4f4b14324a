package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the first and the last segment of each unbroken run of a listing came: those are the moments
 * that a gap beside them is worth. All others would be kept for nothing.
 */
final class RunEnds {
  private final Map<SegmentName, Instant> moments = new HashMap<>();
  private Optional<Appeared> newest = Optional.empty();

  /** Takes the next object of a listing; only segments with content count. */
  void next(Appeared object) {
    if (!(object.object() instanceof Segment(var name)) || object.bytes() == 0) {
      return;
    }
    boolean goesOn = newest.filter(last -> isNext(nameOf(last), name)).isPresent();
    if (!goesOn) {
      newest.ifPresent(this::keep);
      keep(object);
    }
    newest = Optional.of(object);
  }

  /** By names alone: where a log id ends in the middle of a run, an end too many does no harm. */
  private static boolean isNext(SegmentName name, SegmentName next) {
    var numbering = WalNumbering.OF_NAMES;
    return numbering.numberOf(next).equals(numbering.numberOf(name).next());
  }

  private void keep(Appeared segment) {
    moments.put(nameOf(segment), segment.at());
  }

  private static SegmentName nameOf(Appeared segment) {
    return ((Segment) segment.object()).name();
  }

  Map<SegmentName, Instant> moments() {
    newest.ifPresent(this::keep);
    return Map.copyOf(moments);
  }
}
