package dev.walwatch.ledger;

import dev.walwatch.archive.Removal;
import dev.walwatch.wal.SegmentBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the ledger knows of 256 consecutive segment names.
 *
 * @param block which names
 * @param present places (0 to 255) whose segment is in S3
 * @param empty those of them that came with no content at one time
 * @param partial places that have a {@code .partial}
 * @param newestArrival when the newest segment of the block came; empty when none ever came
 * @param removals the traces of segments that were removed, oldest first
 */
public record WalBlock(
    SegmentBlock block,
    SortedSet<Integer> present,
    SortedSet<Integer> empty,
    SortedSet<Integer> partial,
    Optional<Instant> newestArrival,
    List<Removal> removals) {}
