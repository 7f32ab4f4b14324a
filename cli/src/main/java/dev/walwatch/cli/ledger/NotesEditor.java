package dev.walwatch.cli.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.StaleStateException;
import java.util.Map;
import java.util.function.Function;

/** Changes what people noted about a cluster, while others may change it, too. */
final class NotesEditor {
  private static final int TRIES = 10;

  private final Ledger ledger;
  private final Notes kind;

  NotesEditor(Ledger ledger, Notes kind) {
    this.ledger = ledger;
    this.kind = kind;
  }

  /**
   * A change.
   *
   * @param facts what is noted then; nothing is written when that is what was noted before
   * @param outcome what there is to say of it
   */
  record Edit<T>(Map<String, String> facts, T outcome) {}

  /**
   * Makes a change.
   *
   * @param change is told what is noted; it may be asked again when somebody else was faster
   * @throws CannotUseLedgerException when somebody else was faster again and again
   */
  <T> T edit(ClusterId cluster, Function<Map<String, String>, Edit<T>> change) {
    for (int tried = 0; tried < TRIES; tried++) {
      var before = notes(ledger.read(cluster));
      var edit = change.apply(before.facts());
      if (edit.facts().equals(before.facts())) {
        return edit.outcome();
      }
      try {
        ledger.save(cluster, kind, before.with(edit.facts()));
        return edit.outcome();
      } catch (StaleStateException somebodyWasFaster) {
        // so what they wrote is read before it is changed
      }
    }
    throw new CannotUseLedgerException(
        Names.url(cluster) + ": others change the same notes at this moment; try again");
  }

  private CheckState notes(ClusterLedger known) {
    return switch (kind) {
      case ACKNOWLEDGEMENTS -> known.acknowledged();
      case SILENCES -> known.silences();
      case ALERTS -> known.alerts();
    };
  }
}
