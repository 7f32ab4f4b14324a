package dev.walwatch.cli.ledger;

import dev.walwatch.verdict.Gap;
import dev.walwatch.wal.SegmentName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A gap as people name it.
 *
 * @param first one of its segments, or the first of all
 * @param last the last of all; empty for the gap that {@code first} is in
 */
record GapRange(SegmentName first, Optional<SegmentName> last) {
  private static final int NAMED = 5;

  /** The segments that an acknowledgement is of. */
  record Extent(SegmentName first, SegmentName last) {}

  /**
   * Reads {@code FIRST} or {@code FIRST-LAST}.
   *
   * @throws IllegalArgumentException with one sentence when it is neither
   */
  static GapRange parse(String text) {
    var ends = text.toUpperCase(Locale.ROOT).split("-", 2);
    var first = segment(ends[0], text);
    var last =
        ends.length == 1 ? Optional.<SegmentName>empty() : Optional.of(segment(ends[1], text));
    if (last.filter(end -> !end.timeline().equals(first.timeline()) || end.compareTo(first) < 0)
        .isPresent()) {
      throw new IllegalArgumentException(
          text + ": a gap goes from its first segment up to its last, on one timeline");
    }
    return new GapRange(first, last);
  }

  private static SegmentName segment(String text, String all) {
    return SegmentName.find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    all
                        + ": a gap is written as 000000010000000000000004 or"
                        + " 000000010000000000000004-000000010000000000000006"));
  }

  /**
   * Returns what is to be acknowledged.
   *
   * @param gaps those that are there
   * @throws CannotUseLedgerException when no gap is meant, or only a part of one
   */
  Extent among(List<Gap> gaps) {
    if (last.isEmpty()) {
      return gaps.stream()
          .filter(gap -> contains(gap, first))
          .map(gap -> new Extent(gap.first(), gap.last()))
          .findFirst()
          .orElseThrow(() -> unknown(gaps));
    }
    if (gaps.stream().anyMatch(this::covers)) {
      return asWritten();
    }
    gaps.stream()
        .filter(gap -> contains(gap, first) || contains(gap, last.get()))
        .findFirst()
        .ifPresent(
            gap -> {
              throw new CannotUseLedgerException(
                  "the gap is %s, and only all of it can be acknowledged: name %s alone"
                      .formatted(said(gap), gap.first()));
            });
    throw unknown(gaps);
  }

  /** Returns the segments as they were written, whatever is there. */
  Extent asWritten() {
    return new Extent(first, last.orElse(first));
  }

  private boolean covers(Gap gap) {
    var extent = asWritten();
    return gap.first().timeline().equals(first.timeline())
        && extent.first().compareTo(gap.first()) <= 0
        && gap.last().compareTo(extent.last()) <= 0;
  }

  private static boolean contains(Gap gap, SegmentName segment) {
    return gap.first().timeline().equals(segment.timeline())
        && gap.first().compareTo(segment) <= 0
        && segment.compareTo(gap.last()) <= 0;
  }

  private CannotUseLedgerException unknown(List<Gap> gaps) {
    var written = last.map(end -> first + "-" + end).orElse(first.toString());
    var there =
        gaps.isEmpty() ? "nothing is missing" : "what is missing is " + named(gaps.reversed());
    return new CannotUseLedgerException(
        "no gap is known at %s: %s; --force acknowledges it all the same"
            .formatted(written, there));
  }

  private static String named(List<Gap> newestFirst) {
    var named =
        newestFirst.stream().limit(NAMED).map(GapRange::said).collect(Collectors.joining(", "));
    int more = newestFirst.size() - NAMED;
    return more > 0 ? named + " and %d more".formatted(more) : named;
  }

  private static String said(Gap gap) {
    return gap.count() == 1 ? gap.first().toString() : gap.first() + "-" + gap.last();
  }
}
