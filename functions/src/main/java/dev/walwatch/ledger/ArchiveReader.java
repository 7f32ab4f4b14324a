package dev.walwatch.ledger;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.wal.SegmentBlock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the snapshot that is judged out of the ledger's items. */
public final class ArchiveReader {
  private final Ledger ledger;

  public ArchiveReader(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What was read.
   *
   * @param archive the snapshot to judge
   * @param verified facts to save in the checker's state, so that the next reading can start there
   * @param doubtful blocks in which an object came empty: S3 has to be asked what is there now
   * @param spent blocks that hold nothing but the traces of what was removed
   */
  public record Read(
      ArchiveSnapshot archive,
      Map<String, String> verified,
      Set<SegmentBlock> doubtful,
      Set<SegmentBlock> spent) {}

  /**
   * Reads a cluster.
   *
   * @param known what {@link Ledger#read} returned for it
   * @param touched blocks that have to be read although they were verified before
   */
  public Read read(ClusterId cluster, ClusterLedger known, Collection<SegmentBlock> touched) {
    var facts = known.state().facts();
    var verified = VerifiedWal.of(known.sweep().hasRepairedSince(facts) ? Map.of() : facts);
    var reading = WalReading.of(ledger, cluster, verified, touched);
    var archive =
        new ArchiveSnapshot(
            cluster,
            reading.wal(),
            known.histories(),
            Map.of(),
            Map.of(),
            known.backups(),
            Stream.concat(reading.removals().stream(), known.removals().stream()).toList(),
            known.sweep().drift());
    var read = new TreeMap<>(reading.verified().toFacts());
    read.putAll(known.sweep().asRead());
    return new Read(archive, read, reading.withEmptyObjects(), reading.spent());
  }
}
