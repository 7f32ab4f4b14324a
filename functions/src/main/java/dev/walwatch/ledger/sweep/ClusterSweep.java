package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.ledger.SweepCursor;
import dev.walwatch.ledger.SweepState;
import java.time.Instant;
import java.util.Optional;

/** One run's work on one cluster. */
final class ClusterSweep {
  /** The place is saved so often; a run that is killed begins again there. */
  private static final int PAGES_BETWEEN_SAVES = 50;

  private final ClusterId cluster;
  private final Ledger ledger;
  private final ArchiveListing listing;
  private final ArchiveLayout layout;
  private final Reconciler reconciler;
  private final Repairs repairs;
  private final Instant now;
  private final TimeLeft timeLeft;
  private final ClusterLedger known;
  private SweepState state;
  private long listed;
  private int finished;
  private int continued;

  ClusterSweep(
      ClusterId cluster,
      Ledger ledger,
      ArchiveListing listing,
      ArchiveLayout layout,
      Instant now,
      TimeLeft timeLeft) {
    this.cluster = cluster;
    this.ledger = ledger;
    this.listing = listing;
    this.layout = layout;
    this.reconciler = new Reconciler(ledger, listing, layout);
    this.repairs = new Repairs(cluster, ledger, reconciler, now);
    this.now = now;
    this.timeLeft = timeLeft;
    this.known = ledger.read(cluster);
    this.state = known.sweep();
  }

  /** Does all that is due. */
  void run(SweepSettings settings) {
    lookAgainAtSuspects();
    if (settings.isWholeDue(state, now)) {
      whole();
    } else if (settings.isIncrementalDue(state, now)) {
      incremental();
    }
  }

  private void lookAgainAtSuspects() {
    var due =
        state.suspects().entrySet().stream()
            .filter(suspect -> SweepSettings.isOld(suspect.getValue().since(), now))
            .toList();
    for (var suspect : due) {
      if (timeLeft.isShort()) {
        return;
      }
      state = repairs.ofSuspect(suspect.getKey(), suspect.getValue(), state).repaired();
      save();
    }
  }

  /** Goes on with the whole sweep that is under way, or begins one. */
  void whole() {
    var cursor = state.cursor().orElseGet(() -> SweepCursor.atBeginning(now));
    state = state.at(cursor);
    while (cursor.folder() < Stretch.FOLDERS) {
      if (!sweep(Stretch.rest(cursor, layout))) {
        save();
        continued++;
        return;
      }
      cursor = state.cursor().orElseThrow().inNextFolder();
      state = state.at(cursor);
    }
    state = state.afterWhole(now);
    save();
    finished++;
  }

  private void incremental() {
    for (var stretch : Stretch.newest(known, layout)) {
      // what was repaired moves the frontier, so the next run does not begin where this one did
      if (!sweep(stretch)) {
        save();
        continued++;
        return;
      }
    }
    state = state.afterIncremental(now);
    save();
    finished++;
  }

  /** Returns whether the stretch was compared to its end. */
  private boolean sweep(Stretch stretch) {
    var along = new StretchListing(cluster, ledger, known, layout, stretch);
    var after = stretch.after();
    for (int pages = 1; ; pages++) {
      var page = listing.page(cluster, stretch.keysBeginWith(), after);
      listed += page.objects().size();
      var differing = along.add(page, object -> reconciler.appeared(cluster, object, now));
      var before = state;
      // even if another run was killed within its repairs: this one has just been where it was
      var repaired = repairs.of(differing, state).repaired();
      state = moved(repaired, along, page.objects().size());
      if (!page.more()) {
        return true;
      }
      if (state.version() != before.version() || pages % PAGES_BETWEEN_SAVES == 0) {
        save();
      }
      // whoever stops before anything was compared would never come further
      if (timeLeft.isShort() && !along.done().equals(stretch.after())) {
        return false;
      }
      after = page.objects().getLast().keyBelowPrefix();
    }
  }

  private static SweepState moved(SweepState state, StretchListing along, int objects) {
    return state
        .cursor()
        .map(
            cursor ->
                state.at(
                    cursor.at(
                        along.done(),
                        along.lastBlock().or(cursor::block),
                        cursor.listed() + objects)))
        .orElse(state);
  }

  private void save() {
    state = ledger.saveSweep(cluster, state);
  }

  SweepReport report() {
    return new SweepReport(
        cluster, listed, repairs.lost(), repairs.repaired(), finished, continued, Optional.empty());
  }
}
