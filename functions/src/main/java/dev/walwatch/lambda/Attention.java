package dev.walwatch.lambda;

import dev.walwatch.alert.AlertRules;
import dev.walwatch.alert.Observation;
import dev.walwatch.alert.Subject;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.report.SubjectReport;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be known of one cluster, or of the watcher, to tell people of it.
 *
 * @param facts what was saved of what they were told
 * @param found what was found of each of its subjects, by the name of its facts
 * @param ingestion what is to be remembered besides of the queue of events and of canaries
 */
record Attention(CheckState facts, Map<String, Found> found, Map<String, String> ingestion) {

  Attention(CheckState facts, Map<String, Found> found) {
    this(facts, found, Map.of());
  }

  /**
   * What was found of one subject.
   *
   * @param rules empty while nothing is to be said of it
   */
  record Found(
      Subject subject, Observation observation, Optional<AlertRules> rules, SubjectReport report) {}

  Attention {
    found = Map.copyOf(found);
    ingestion = Map.copyOf(ingestion);
  }
}
