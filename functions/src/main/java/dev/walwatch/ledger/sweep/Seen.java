package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.LedgerItem;
import java.util.List;

/**
 * All that S3 lists of one item of the ledger.
 *
 * @param found its objects; none when S3 has nothing of it
 */
record Seen(LedgerItem item, List<Appeared> found) {
  static Seen nothingOf(LedgerItem item) {
    return new Seen(item, List.of());
  }
}
