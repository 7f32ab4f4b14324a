package dev.walwatch.lambda;

import static dev.walwatch.lambda.CheckScene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.wal.SegmentBlock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check reads must not grow with the age of the archive. */
class CheckCostTest {

  @Test
  void readsAsMuchOfAnOldArchiveAsOfAYoungOne() {
    var young = readsOfOneCheck(3 * 256 + 10, 0);
    var old = readsOfOneCheck(40 * 256 + 10, 0);

    assertThat(old).isEqualTo(young);
    assertThat(old.blocks()).isLessThanOrEqualTo(3);
  }

  @Test
  void readsAsMuchAfterYearsOfRetentionAsWithoutAny() {
    var without = readsOfOneCheck(3 * 256 + 10, 0);
    var after = readsOfOneCheck(13 * 256 + 10, 10);

    assertThat(after.withFacts(0)).isEqualTo(without.withFacts(0));
    assertThat(after.factsLength()).isLessThanOrEqualTo(without.factsLength());
  }

  /**
   * What one check asked of the ledger.
   *
   * @param factsLength how long the facts of verified WAL are
   */
  private record Reads(int queries, int blocks, int listings, int factsLength) {

    Reads withFacts(int length) {
      return new Reads(queries, blocks, listings, length);
    }
  }

  /**
   * Fills an archive, log id by log id, with a backup in the first and the last.
   *
   * @param deleted how many log ids retention deletes, one after the other
   */
  private static Reads readsOfOneCheck(int segments, int deleted) {
    var scene = new CheckScene("main");
    var now = NOON;
    for (int logId = 0; logId <= deleted; logId++) {
      scene.putBackup(logId * 256 + 1, now);
    }
    scene.putWal(1, segments, now);
    now = now.plusSeconds(segments);
    scene.run(now);
    for (int logId = 0; logId < deleted; logId++) {
      scene.deleteBackup(logId * 256 + 1, now);
      scene.deleteWal(Math.max(1, logId * 256), logId * 256 + 255, now);
      now = now.plusSeconds(60);
      scene.run(now);
    }

    var counting = new Counting(scene.ledger);
    int listings = scene.bucket.listings();
    scene.runOn(counting, now.plusSeconds(60));

    var facts = scene.ledger.read(scene.cluster).state().facts();
    return new Reads(
        counting.queries,
        counting.blocks,
        scene.bucket.listings() - listings,
        facts.getOrDefault("verified 00000001", "").replaceAll("[0-9]+", "n").length());
  }

  private static final class Counting extends ForwardingLedger {
    private int queries;
    private int blocks;

    Counting(Ledger ledger) {
      super(ledger);
    }

    @Override
    public ClusterLedger read(ClusterId cluster) {
      queries++;
      return super.read(cluster);
    }

    @Override
    public List<WalBlock> blocks(
        ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
      var found = super.blocks(cluster, from, before);
      queries++;
      blocks += found.size();
      return found;
    }

    @Override
    public Optional<WalBlock> block(ClusterId cluster, SegmentBlock block) {
      queries++;
      return super.block(cluster, block);
    }
  }
}
