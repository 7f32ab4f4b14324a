package dev.walwatch.cli.ledger;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.cli.ledger.NotesEditor.Edit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes to the silences of one cluster, as they are noted. */
final class Silences {
  private Silences() {}

  /**
   * Adds one. The outcome is the silence that was there already and says the same, or holds for
   * exactly the same time; then nothing is changed.
   */
  static Edit<Optional<Silencing>> adding(Map<String, String> facts, Silencing more, Instant now) {
    var noted = SilencingFacts.read(facts).silences();
    var same = noted.stream().filter(one -> isSame(one, more)).findFirst();
    if (same.isPresent()) {
      return new Edit<>(facts, same);
    }
    var after = new TreeMap<>(facts);
    noted.stream()
        .filter(one -> one.isOver(now))
        .forEach(one -> after.keySet().removeAll(SilencingFacts.of(List.of(one)).keySet()));
    after.putAll(SilencingFacts.of(List.of(more)));
    return new Edit<>(after, Optional.empty());
  }

  private static boolean isSame(Silencing noted, Silencing more) {
    boolean saysTheSame = noted.by().equals(more.by()) && noted.reason().equals(more.reason());
    return noted.until().equals(more.until())
        && (noted.from().equals(more.from())
            || (saysTheSame && noted.from().isBefore(more.from())));
  }

  /** Ends all, those that are still to come included; the outcome is what was ended. */
  static Edit<List<Silencing>> ending(Map<String, String> facts, Instant now) {
    var ended =
        SilencingFacts.read(facts).silences().stream().filter(one -> !one.isOver(now)).toList();
    return new Edit<>(Map.of(), ended);
  }
}
