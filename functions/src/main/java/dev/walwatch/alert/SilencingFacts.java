package dev.walwatch.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Silences as facts: the name is {@code <from>/<until>}, the text tells how long the name of who
 * asked for it is, that name, and why.
 */
public final class SilencingFacts {
  private SilencingFacts() {}

  /**
   * What was read.
   *
   * @param failures a line for each fact that is none, which silences nothing
   */
  public record Read(List<Silencing> silences, List<String> failures) {}

  /** Returns the facts of some silences. */
  public static Map<String, String> of(List<Silencing> silences) {
    var facts = new TreeMap<String, String>();
    for (var one : silences) {
      facts.put(
          one.from() + "/" + one.until(), one.by().length() + " " + one.by() + " " + one.reason());
    }
    return facts;
  }

  /** Reads what {@link #of} wrote; a fact that is none stops no other. */
  public static Read read(Map<String, String> facts) {
    var silences = new ArrayList<Silencing>();
    var failures = new ArrayList<String>();
    new TreeMap<>(facts)
        .forEach(
            (name, text) -> {
              try {
                silences.add(silencing(name, text));
              } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
                failures.add("the silence " + name + " cannot be read: write it anew");
              }
            });
    return new Read(List.copyOf(silences), List.copyOf(failures));
  }

  private static Silencing silencing(String name, String text) {
    var moments = name.split("/", 2);
    var fields = text.split(" ", 2);
    int by = Integer.parseInt(fields[0]);
    return new Silencing(
        Instant.parse(moments[0]),
        Instant.parse(moments[1]),
        fields[1].substring(0, by),
        fields[1].substring(by + 1));
  }
}
