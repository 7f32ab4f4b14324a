package dev.walwatch.ledger;

import dev.walwatch.archive.Drift;
import dev.walwatch.wal.SegmentBlock;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a whole sweep that is under way has to go on.
 *
 * @param begun when it began
 * @param folder which folder of the archive it is in: 0 for base backups, 1 for WAL
 * @param after the key, below the cluster's prefix, up to which all was compared; empty at the
 *     folder's beginning
 * @param block the last block of WAL that was compared
 * @param listed how many objects it has listed
 * @param lost what it has found that no event had told
 */
public record SweepCursor(
    Instant begun,
    int folder,
    String after,
    Optional<SegmentBlock> block,
    long listed,
    Optional<Drift> lost) {

  public static SweepCursor atBeginning(Instant now) {
    return new SweepCursor(now, 0, "", Optional.empty(), 0, Optional.empty());
  }

  /** Returns the same sweep, further on in its folder. */
  public SweepCursor at(String key, Optional<SegmentBlock> lastBlock, long objects) {
    return new SweepCursor(begun, folder, key, lastBlock, objects, lost);
  }

  /** Returns the same sweep at the beginning of the next folder. */
  public SweepCursor inNextFolder() {
    return new SweepCursor(begun, folder + 1, "", Optional.empty(), listed, lost);
  }

  SweepCursor with(Drift more) {
    var sum = lost.map(before -> before.plus(more)).orElse(more);
    return new SweepCursor(begun, folder, after, block, listed, Optional.of(sum));
  }
}
