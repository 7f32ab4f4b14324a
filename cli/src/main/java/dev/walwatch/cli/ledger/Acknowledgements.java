package dev.walwatch.cli.ledger;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.cli.ledger.NotesEditor.Edit;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes to the acknowledged gaps of one cluster, as they are noted. */
final class Acknowledgements {
  private Acknowledgements() {}

  /** Adds one, in place of another of the same gap; the outcome is whether anything changed. */
  static Edit<Boolean> adding(Map<String, String> facts, Acknowledgement more, Instant now) {
    var after = new TreeMap<>(facts);
    after.putAll(AcknowledgementFacts.of(List.of(more)));
    if (after.equals(facts)) {
      return new Edit<>(facts, false);
    }
    AcknowledgementFacts.read(facts).gaps().stream()
        .filter(one -> isOver(one, now))
        .forEach(one -> after.keySet().removeAll(AcknowledgementFacts.of(List.of(one)).keySet()));
    // last: of the same gap an older one may just be over
    after.putAll(AcknowledgementFacts.of(List.of(more)));
    return new Edit<>(after, true);
  }

  /** Ends those of a gap; the outcome is what was ended. */
  static Edit<List<Acknowledgement>> ending(Map<String, String> facts, GapRange range) {
    var ended =
        AcknowledgementFacts.read(facts).gaps().stream().filter(one -> isOf(one, range)).toList();
    var after = new TreeMap<>(facts);
    after.keySet().removeAll(AcknowledgementFacts.of(ended).keySet());
    return new Edit<>(after, ended);
  }

  /** Returns whether one has ended by a moment. */
  static boolean isOver(Acknowledgement one, Instant now) {
    return one.until().filter(end -> !now.isBefore(end)).isPresent();
  }

  private static boolean isOf(Acknowledgement one, GapRange range) {
    return range
        .last()
        .map(last -> one.first().equals(range.first()) && one.last().equals(last))
        .orElseGet(() -> contains(one, range.first()));
  }

  private static boolean contains(Acknowledgement one, SegmentName segment) {
    return one.first().timeline().equals(segment.timeline())
        && one.first().compareTo(segment) <= 0
        && segment.compareTo(one.last()) <= 0;
  }
}
