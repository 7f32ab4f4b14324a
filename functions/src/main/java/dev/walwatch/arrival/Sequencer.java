package dev.walwatch.arrival;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * S3's mark of the order of writes and deletes of one key; of no meaning between keys. The shorter
 * of two is filled up with zeros at its right end, then they compare as text (S3 User Guide, "Event
 * message structure").
 *
 * @param digits hexadecimal, upper case, without zeros at the right end, so that equal places are
 *     equal values
 */
public record Sequencer(String digits) implements Comparable<Sequencer> {
  private static final Pattern DIGITS = Pattern.compile("[0-9A-F]*");
  // S3's have 16 or 18; a longer one is not S3's
  private static final Pattern TEXT = Pattern.compile("[0-9A-Fa-f]{1,64}");
  private static final Pattern ZEROS_AT_END = Pattern.compile("0+$");

  public Sequencer {
    if (!DIGITS.matcher(digits).matches() || digits.endsWith("0")) {
      throw new IllegalArgumentException(
          "\"" + Excerpt.of(digits) + "\" is not a sequencer in short form");
    }
  }

  /**
   * Reads a sequencer in either case: notifications have capitals, EventBridge has small letters.
   *
   * @return empty when the text is none, so that nothing is known of the order
   */
  public static Optional<Sequencer> find(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    var digits = text.toUpperCase(Locale.ROOT);
    return Optional.of(new Sequencer(ZEROS_AT_END.matcher(digits).replaceFirst("")));
  }

  /**
   * Without zeros at the end, a text that begins another is the lesser: as if filled with zeros.
   */
  @Override
  public int compareTo(Sequencer other) {
    return digits.compareTo(other.digits);
  }
}
