package dev.walwatch.lambda;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.StaleStateException;
import dev.walwatch.verdict.JudgedBackup;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may be forgotten once a judgement is saved, so that an archive of years does not leave
 * something behind for each object that it ever had. Cut short at any point, the next check does
 * the rest.
 */
final class Aftermath {
  /** A retention run leaves more than one run can forget. */
  private static final int FORGOTTEN_PER_RUN = 100;

  private final Ledger ledger;

  Aftermath(Ledger ledger) {
    this.ledger = ledger;
  }

  void clear(
      ClusterId cluster,
      ClusterLedger known,
      Optional<ClusterCheck.Judged> judged,
      Silences silences,
      Instant now) {
    judged.ifPresent(it -> clear(cluster, known, it, now));
    silences.left().ifPresent(left -> replace(cluster, Notes.SILENCES, left));
  }

  private void clear(
      ClusterId cluster, ClusterLedger known, ClusterCheck.Judged judged, Instant now) {
    var horizon =
        Horizon.of(judged.verdict().backups().stream().map(JudgedBackup::backup).toList());
    horizon.ifPresent(
        past ->
            judged.spent().stream()
                .filter(past::isPast)
                .sorted(Comparator.comparing(LedgerItem::key))
                .limit(FORGOTTEN_PER_RUN)
                .forEach(item -> ledger.forget(cluster, item)));
    // the marks go last: they are why a block of long ago is read at all
    if (!judged.settled().isEmpty()) {
      ledger.clearTouched(cluster, judged.settled());
    }

    var gaps = AcknowledgementFacts.read(known.acknowledged().facts()).gaps();
    var over =
        gaps.stream()
            .filter(
                gap ->
                    Horizon.isOver(gap, now)
                        || horizon.filter(past -> past.isPast(gap)).isPresent())
            .toList();
    if (!over.isEmpty()) {
      var left = new TreeMap<>(known.acknowledged().facts());
      left.keySet().removeAll(AcknowledgementFacts.of(over).keySet());
      replace(cluster, Notes.ACKNOWLEDGEMENTS, known.acknowledged().with(left));
    }
  }

  private void replace(ClusterId cluster, Notes kind, CheckState left) {
    try {
      ledger.save(cluster, kind, left);
    } catch (StaleStateException ignored) {
      // somebody has written another meanwhile; the next check drops what is over
    }
  }
}
