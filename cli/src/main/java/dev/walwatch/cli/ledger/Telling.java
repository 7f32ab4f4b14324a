package dev.walwatch.cli.ledger;

import dev.walwatch.alert.AlertState;
import dev.walwatch.alert.ServiceState;
import dev.walwatch.verdict.Severity;
import java.util.Optional;

/** How it stands between a service and the people who are told of it. */
enum Telling {
  /** All is well, and nobody believes anything else; or it was never judged. */
  NOTHING("nothing", "nothing to tell"),
  /** People know what there is to know. */
  TOLD("told", "told"),
  /** It is bad, and the next judgements have to confirm it first. */
  WAITING("waiting", "still to be told, once it is confirmed"),
  /** It is bad or was, and a silence holds. */
  SILENCED("silenced", "not told while the silence holds"),
  /** It has become worse than what people were told. */
  WORSE("worse", "still to be told that it is worse"),
  /** People were told of trouble that is over. */
  RECOVERED("recovered", "still to be told that it is over"),
  /** People were told that it changes again and again. */
  FLAPPING("flapping", "it flaps: nothing is told until it is steady");

  private final String id;
  private final String words;

  Telling(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** Returns the short name that stays, for machines. */
  String id() {
    return id;
  }

  String words() {
    return words;
  }

  /** Returns whether people do not know yet what there is to know. */
  boolean isOpen() {
    return this != NOTHING && this != TOLD;
  }

  static Telling of(Optional<ServiceState> state, AlertState alert, boolean isSilent) {
    if (state.isEmpty()) {
      return NOTHING;
    }
    var due = due(state.get().severity(), alert);
    if (isSilent && due.isOpen()) {
      return SILENCED;
    }
    return alert.flapping() ? FLAPPING : due;
  }

  private static Telling due(Severity severity, AlertState alert) {
    if (alert.told().isEmpty()) {
      return severity == Severity.OK ? NOTHING : WAITING;
    }
    if (severity == Severity.OK) {
      return RECOVERED;
    }
    return severity.isWorseThan(alert.told().get().severity()) ? WORSE : TOLD;
  }
}
