package dev.walwatch.ledger;

import dev.walwatch.archive.Drift;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the comparison of one cluster with S3 has come.
 *
 * @param version 0 before the first save, then rising; guards against two runs at once
 * @param repairs rises with each repair of WAL, and is odd while one is under way: what a check has
 *     read before cannot be relied on any more
 * @param whole when the last sweep over the whole archive that ended began; empty while the archive
 *     was never listed
 * @param incremental when the last sweep over the newest part of it began
 * @param cursor where the whole sweep that is under way has to go on
 * @param suspects items of which something was gone that nobody had told of: its event may still be
 *     on its way, so they are listed again later
 * @param drift what the last whole sweep and those after it found that no event had told
 */
public record SweepState(
    long version,
    long repairs,
    Optional<Instant> whole,
    Optional<Instant> incremental,
    Optional<SweepCursor> cursor,
    Map<LedgerItem, Suspicion> suspects,
    Optional<Drift> drift) {
  /** The state of a cluster that was never listed. */
  public static final SweepState NEVER =
      new SweepState(
          0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

  /**
   * Why an item has to be listed again.
   *
   * @param lastThere when all that is gone was last known to be there
   * @param since when it was first seen to be gone
   */
  public record Suspicion(Instant lastThere, Instant since) {}

  private static final String REPAIRS_READ = "repairs read";

  public SweepState {
    suspects = Map.copyOf(suspects);
  }

  /** Returns whether the whole archive was listed at least once. */
  public boolean isListed() {
    return whole.isPresent();
  }

  /** Returns whether WAL that a check has read may have been repaired behind its back. */
  boolean hasRepairedSince(Map<String, String> factsOfCheck) {
    return isRepairing()
        || !factsOfCheck.getOrDefault(REPAIRS_READ, "0").equals(Long.toString(repairs));
  }

  /** Returns what a check that read the WAL after this state has to remember. */
  Map<String, String> asRead() {
    return repairs == 0 ? Map.of() : Map.of(REPAIRS_READ, Long.toString(repairs));
  }

  private boolean isRepairing() {
    return repairs % 2 == 1;
  }

  /** Returns the state to save before WAL is repaired. */
  public SweepState repairing() {
    return isRepairing() ? this : withRepairs(repairs + 1);
  }

  /** Returns the state to save when all repairs that were begun are done. */
  public SweepState repaired() {
    return isRepairing() ? withRepairs(repairs + 1) : this;
  }

  private SweepState withRepairs(long count) {
    return new SweepState(version, count, whole, incremental, cursor, suspects, drift);
  }

  SweepState withVersion(long other) {
    return new SweepState(other, repairs, whole, incremental, cursor, suspects, drift);
  }

  /** Returns the state with the whole sweep at this place. */
  public SweepState at(SweepCursor place) {
    return new SweepState(
        version, repairs, whole, incremental, Optional.of(place), suspects, drift);
  }

  /** Returns the state in which more is known to have been lost. */
  public SweepState with(Drift lost) {
    if (cursor.isPresent()) {
      return at(cursor.get().with(lost));
    }
    var sum = drift.map(before -> before.plus(lost)).orElse(lost);
    return new SweepState(version, repairs, whole, incremental, cursor, suspects, Optional.of(sum));
  }

  /** Returns the state in which an item has to be listed again; the first suspicion counts. */
  public SweepState suspecting(LedgerItem item, Suspicion suspicion) {
    var more = new HashMap<>(suspects);
    more.putIfAbsent(item, suspicion);
    return new SweepState(version, repairs, whole, incremental, cursor, more, drift);
  }

  /** Returns the state in which nothing is suspected of an item any more. */
  public SweepState without(LedgerItem suspect) {
    var rest = new HashMap<>(suspects);
    rest.remove(suspect);
    return new SweepState(version, repairs, whole, incremental, cursor, rest, drift);
  }

  /** Returns the state after the newest part was compared. */
  public SweepState afterIncremental(Instant begun) {
    return new SweepState(version, repairs, whole, Optional.of(begun), cursor, suspects, drift);
  }

  /** Returns the state after the whole sweep that was under way has ended. */
  public SweepState afterWhole(Instant now) {
    var begun = cursor.map(SweepCursor::begun);
    return new SweepState(
        version,
        repairs,
        begun,
        begun,
        Optional.empty(),
        suspects,
        cursor.flatMap(SweepCursor::lost).map(lost -> lost.foundAt(now)));
  }
}
