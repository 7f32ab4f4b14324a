package dev.walwatch.ledger;

import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.wal.SegmentBlock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has arrived, per cluster. Every method is one or a few calls to the store and throws {@link
 * LedgerUnavailableException} when the store cannot serve at all: no table, no permission, no
 * network.
 */
public interface Ledger {

  /**
   * Adds changes, with one write for each item that they touch. Commutes with itself: repeated,
   * late and in any order it ends in the same ledger. Changes to objects that the ledger does not
   * keep (unknown keys, backup labels) are passed over.
   *
   * @return the changes that could not be written now (throttled, store in trouble) and have to
   *     come again; writing the others again does no harm
   */
  List<ObjectChange> record(List<ObjectChange> changes);

  /** Returns every cluster that anything was ever recorded of, sorted. */
  List<ClusterId> clusters();

  /** Returns all that is known of a cluster but its WAL; nothing but defaults for a stranger. */
  ClusterLedger read(ClusterId cluster);

  /**
   * Returns the known blocks of a cluster within a range of names, sorted.
   *
   * @param from the first block that may be returned; empty for all from the beginning
   * @param before the first block that may not be returned; empty for all to the end
   */
  List<WalBlock> blocks(
      ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before);

  /** Returns one block, as it is at this moment (a strongly consistent read). */
  Optional<WalBlock> block(ClusterId cluster, SegmentBlock block);

  /**
   * Makes one item say what a listing of S3 found: adds what it lacks, takes away what is gone.
   *
   * <p>An arrival may be recorded between the listing and this call. So whoever gets {@code true}
   * lists again and calls again, until nothing is taken away: then the item ends like S3.
   *
   * @param found all objects of that item that S3 listed, with S3's last-modified as their time
   * @return whether something was taken away: an object, or the trace of one that exists again
   */
  boolean settle(ClusterId cluster, LedgerItem item, List<Appeared> found);

  /**
   * Adds what was read in an object. Commutes: repeated, late and in any order it ends in the same
   * ledger, which knows of each object what was read of its newest arrival.
   *
   * @param description of an object that the ledger keeps
   */
  void describe(ClusterId cluster, Description description);

  /**
   * Forgets an item that holds nothing but traces of what was there: they would be kept for years.
   * An item that holds an object stays as it is, and so does what is recorded meanwhile.
   *
   * @return whether it held nothing else
   */
  boolean forget(ClusterId cluster, LedgerItem item);

  /**
   * Returns what {@link #settle} would change, and changes nothing.
   *
   * @param found all objects of that item that S3 listed, with S3's last-modified as their time
   */
  Difference compare(ClusterId cluster, LedgerItem item, List<Appeared> found);

  /**
   * Takes marks off that {@link ClusterLedger#touched} showed. An item that says of an object both
   * that it is there and that it was removed keeps its mark: the removal was told after the
   * listing.
   */
  void clearTouched(ClusterId cluster, Set<LedgerItem> served);

  /**
   * Saves what the checker derived, guarded by its version.
   *
   * @param state the new state, with the version that was read
   * @return the saved state, with its new version
   * @throws StaleStateException when another run has saved meanwhile
   */
  CheckState save(ClusterId cluster, CheckState state);

  /**
   * Replaces the notes of one kind about a cluster, guarded by their own version.
   *
   * @param notes the new facts, with the version that was read
   * @return the saved facts, with their new version
   * @throws StaleStateException when somebody else has replaced them meanwhile
   */
  CheckState save(ClusterId cluster, Notes kind, CheckState notes);

  /** Returns how far the comparison of a cluster with S3 has come. */
  SweepState sweep(ClusterId cluster);

  /**
   * Saves how far the comparison with S3 has come, guarded by its version.
   *
   * @param state the new state, with the version that was read
   * @return the saved state, with its new version
   * @throws StaleStateException when another run has saved meanwhile
   */
  SweepState saveSweep(ClusterId cluster, SweepState state);

  /** Replaces a cluster's own settings. */
  void savePolicy(ClusterId cluster, Map<String, String> settings);

  /**
   * Returns what is known of the watcher itself.
   *
   * @param canaries those to look for: whoever may write into a bucket can have any number noted
   * @throws LedgerUnavailableException when the ledger cannot serve at all
   */
  WatcherLedger watcher(Set<Canary> canaries);

  /** Returns what is known of the watcher itself, without its canaries. */
  default WatcherLedger watcher() {
    return watcher(Set.of());
  }

  /**
   * Saves what the checker wants to know of the watcher itself in its next run.
   *
   * @param state the new state, with the version that was read
   * @return the saved state, with its new version
   * @throws StaleStateException when another run has saved meanwhile
   */
  CheckState saveWatcher(CheckState state);

  /**
   * Notes that an event came in. Commutes: repeated, late and in any order the newest stays.
   *
   * @param sent when the newest event of a batch came into the queue
   */
  void noteEvent(Instant sent);

  /**
   * Notes that S3's event about a canary came. Commutes: repeated, late and in any order the newest
   * stays.
   *
   * @param written when the canary was written, by S3's clock
   */
  void noteCanary(Canary canary, Instant written);
}
