package dev.walwatch.alert;

import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.wal.SegmentName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The gaps that somebody took note of, as facts: the name is {@code <first>-<last>}, the text tells
 * until when or {@code -}, how long the name of who did it is, that name, and why.
 */
public final class AcknowledgementFacts {
  private static final String FOR_EVER = "-";

  private AcknowledgementFacts() {}

  /**
   * What was read.
   *
   * @param failures a line for each fact that is none, which acknowledges nothing
   */
  public record Read(List<Acknowledgement> gaps, List<String> failures) {}

  /** Returns the facts of some acknowledgements. */
  public static Map<String, String> of(List<Acknowledgement> gaps) {
    var facts = new TreeMap<String, String>();
    for (var gap : gaps) {
      facts.put(
          gap.first() + "-" + gap.last(),
          gap.until().map(Instant::toString).orElse(FOR_EVER)
              + " "
              + gap.by().length()
              + " "
              + gap.by()
              + " "
              + gap.reason());
    }
    return facts;
  }

  /** Reads what {@link #of} wrote; a fact that is none stops no other. */
  public static Read read(Map<String, String> facts) {
    var gaps = new ArrayList<Acknowledgement>();
    var failures = new ArrayList<String>();
    new TreeMap<>(facts)
        .forEach(
            (name, text) -> {
              try {
                gaps.add(acknowledgement(name, text));
              } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
                failures.add(
                    "the acknowledgement of gap " + name + " cannot be read: write it anew");
              }
            });
    return new Read(List.copyOf(gaps), List.copyOf(failures));
  }

  private static Acknowledgement acknowledgement(String name, String text) {
    var ends = name.split("-", 2);
    var fields = text.split(" ", 3);
    int by = Integer.parseInt(fields[1]);
    return new Acknowledgement(
        SegmentName.parse(ends[0]),
        SegmentName.parse(ends[1]),
        fields[2].substring(0, by),
        fields[2].substring(by + 1),
        fields[0].equals(FOR_EVER) ? Optional.empty() : Optional.of(Instant.parse(fields[0])));
  }
}
