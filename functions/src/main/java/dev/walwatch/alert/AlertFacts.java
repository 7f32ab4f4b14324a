package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Alert states as facts, readable where the table is looked at: of each subject its history, since
 * when it is not OK, whether it flaps, and what people were told.
 */
public final class AlertFacts {
  private static final String HISTORY = " history";
  private static final String BEGUN = " begun";
  private static final String FLAPPING = " flapping";
  private static final String TOLD = " told";
  private static final String CODES = ",";

  private AlertFacts() {}

  /**
   * Returns the facts of one state.
   *
   * @param name of the subject among those whose facts are kept together
   */
  public static Map<String, String> of(String name, AlertState state) {
    var facts = new TreeMap<String, String>();
    facts.put(name + HISTORY, state.history().letters());
    state.begun().ifPresent(begun -> facts.put(name + BEGUN, begun.toString()));
    if (state.flapping()) {
      facts.put(name + FLAPPING, "true");
    }
    state.told().ifPresent(told -> facts.put(name + TOLD, text(told)));
    return facts;
  }

  /**
   * Reads what {@link #of} wrote. What cannot be read is as if it had never been: people are told
   * once more rather than never.
   */
  public static AlertState read(String name, Map<String, String> facts) {
    try {
      return new AlertState(
          new History(facts.getOrDefault(name + HISTORY, "")),
          Optional.ofNullable(facts.get(name + BEGUN)).map(Instant::parse),
          facts.containsKey(name + FLAPPING),
          Optional.ofNullable(facts.get(name + TOLD)).map(AlertFacts::told));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      return AlertState.NEW;
    }
  }

  private static String text(Told told) {
    return String.join(
        " ",
        List.of(
            told.story(),
            told.begun().toString(),
            told.opening().at().toString(),
            told.opening().severity().name(),
            told.severity().name(),
            told.at().toString(),
            Integer.toString(told.losses()),
            Integer.toString(told.together()),
            told.codes().stream().sorted().collect(Collectors.joining(CODES))));
  }

  private static Told told(String text) {
    var fields = text.split(" ", -1);
    return new Told(
        fields[0],
        Instant.parse(fields[1]),
        new Told.Opening(Instant.parse(fields[2]), Severity.valueOf(fields[3])),
        Severity.valueOf(fields[4]),
        Instant.parse(fields[5]),
        Integer.parseInt(fields[6]),
        Integer.parseInt(fields[7]),
        Arrays.stream(fields[8].split(CODES)).collect(Collectors.toSet()));
  }
}
