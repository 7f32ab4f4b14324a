package dev.walwatch.lambda;

import dev.walwatch.alert.AlertFacts;
import dev.walwatch.alert.AlertState;
import dev.walwatch.alert.Subject;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.report.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be written down of one cluster, or of the watcher, about what people are told.
 *
 * @param attention what was found, and what was written down before
 * @param states of its subjects, after this run
 * @param unsent the messages about it that have not reached anybody, by their ids
 */
record Draft(Attention attention, Map<Subject, AlertState> states, Map<String, Message> unsent) {

  Draft {
    unsent = Map.copyOf(unsent);
  }

  /**
   * Returns the facts to save.
   *
   * @param before the facts as they are saved now
   * @param published the messages that need not be kept any more
   */
  CheckState facts(CheckState before, Set<String> published) {
    var facts = new HashMap<>(before.facts());
    facts
        .keySet()
        .removeIf(
            fact -> MessageFacts.isOne(fact) || QueueFacts.isOne(fact) || CanaryFacts.isOne(fact));
    facts.putAll(attention.ingestion());
    attention
        .found()
        .forEach(
            (name, found) -> {
              facts.keySet().removeIf(fact -> fact.startsWith(name + " "));
              facts.putAll(
                  AlertFacts.of(name, states.getOrDefault(found.subject(), AlertState.NEW)));
            });
    var left = new TreeMap<>(unsent);
    left.keySet().removeAll(published);
    facts.putAll(MessageFacts.of(left.values()));
    return before.with(facts);
  }
}
