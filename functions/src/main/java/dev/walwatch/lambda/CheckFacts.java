package dev.walwatch.lambda;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The facts that the checker keeps between its runs, as the text they are stored as: one fact for
 * each name, readable where the table is looked at.
 */
public final class CheckFacts {
  private static final String SERVICE = "service ";

  private CheckFacts() {}

  /** Returns what each service was last found to be. */
  public static Map<Service, ServiceState> serviceStates(Map<String, String> facts) {
    var states = new EnumMap<Service, ServiceState>(Service.class);
    for (var service : Service.values()) {
      Optional.ofNullable(facts.get(SERVICE + service.id()))
          .map(CheckFacts::state)
          .ifPresent(state -> states.put(service, state));
    }
    return states;
  }

  private static ServiceState state(String text) {
    var fields = text.split(" ", 3);
    return new ServiceState(
        Severity.valueOf(fields[0]), Instant.parse(fields[1]), fields.length > 2 ? fields[2] : "");
  }

  static Map<String, String> ofServiceStates(Map<Service, ServiceState> states) {
    var facts = new TreeMap<String, String>();
    states.forEach(
        (service, state) ->
            facts.put(
                SERVICE + service.id(),
                state.severity() + " " + state.since() + " " + state.headline()));
    return facts;
  }
}
