package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.ledger.WalBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random archives whose events are lost, repeated and shuffled. */
class SweepPropertyTest {
  private static final Instant NOON = SweepHarness.NOON;
  private static final ClusterId MAIN = SweepHarness.MAIN;
  private static final int HISTORIES = 100;

  /** A failure says the seed; {@code -Dwalwatch.seed=…} plays it again. */
  @Test
  void aWholeSweepMakesTheLedgerSayWhatS3Has() {
    long first = Long.getLong("walwatch.seed", System.nanoTime());
    for (long seed = first; seed < first + HISTORIES; seed++) {
      long history = seed;
      assertThatNoException()
          .as("replay with -Dwalwatch.seed=%d", history)
          .isThrownBy(() -> endsLikeS3(new Random(history)));
    }
  }

  private static void endsLikeS3(Random random) {
    var bucket = new FakeBucket(1 + random.nextInt(12));
    Ledger ledger = new InMemoryLedger();
    var sweeps = new SweepHarness(ledger, bucket);
    ledger.record(List.of(bucket.put(MAIN, key(random), NOON.minusSeconds(1))));
    live(random, bucket, ledger, NOON);
    sweeps.run(NOON.plusSeconds(100));
    live(random, bucket, ledger, NOON.plusSeconds(200));

    var nextDay = NOON.plus(Duration.ofDays(1)).plusSeconds(100);
    while (!ledger.sweep(MAIN).whole().equals(Optional.of(nextDay))) {
      sweeps.runForPages(1 + random.nextInt(5), nextDay);
    }
    sweeps.run(nextDay.plusSeconds(900));
    // what was told to be removed is settled by the check
    var reconciler = new Reconciler(ledger, bucket, FakeBucket.LAYOUT);
    ledger.read(MAIN).touched().forEach(item -> reconciler.settle(MAIN, item, nextDay));

    var truth = truth(bucket, nextDay);
    assertThat(whatIsThere(ledger)).isEqualTo(whatIsThere(truth));
    assertThat(sweeps.logged()).noneMatch(line -> line.contains("replaced"));
    sweeps.run(nextDay.plus(Duration.ofDays(1)));
    assertThat(ledger.sweep(MAIN).drift()).isEmpty();
    assertThat(ledger.sweep(MAIN).suspects()).isEmpty();
  }

  private static void live(Random random, FakeBucket bucket, Ledger ledger, Instant from) {
    var told = new ArrayList<ObjectChange>();
    var keys = new ArrayList<String>();
    for (int n = random.nextInt(60); n > 0; n--) {
      var at = from.plusSeconds(60 - n);
      if (!keys.isEmpty() && random.nextInt(4) == 0) {
        told.add(bucket.delete(MAIN, keys.get(random.nextInt(keys.size())), at));
      } else {
        var key = key(random);
        keys.add(key);
        told.add(bucket.put(MAIN, key, at, random.nextInt(8) == 0 ? 0 : 1000 + random.nextInt(2)));
      }
    }
    told.removeIf(_ -> random.nextInt(3) == 0);
    Collections.shuffle(told, random);
    assertThat(ledger.record(told)).isEmpty();
  }

  private static String key(Random random) {
    var segment =
        "%08X%08X%08X".formatted(1 + random.nextInt(2), random.nextInt(2), random.nextInt(300));
    var backup = "basebackups_005/base_00000001000000000000000" + random.nextInt(3);
    var delta = random.nextInt(3) == 0 ? "_D_000000010000000000000001" : "";
    return switch (random.nextInt(9)) {
      case 0 -> "wal_005/0000000%d.history".formatted(2 + random.nextInt(3));
      case 1 -> "wal_005/" + segment + ".partial.lz4";
      case 2 -> backup + delta + "_backup_stop_sentinel.json";
      case 3 -> backup + delta + "/metadata.json";
      case 4 ->
          backup + delta + "/tar_partitions/part_%03d.tar.lz4".formatted(random.nextInt(1200));
      case 5 -> "wal_005/" + segment + (random.nextBoolean() ? ".json" : "_delta.br");
      default -> "wal_005/" + segment + (random.nextInt(5) == 0 ? ".gz" : ".lz4");
    };
  }

  /** A ledger that was told nothing but what S3 lists. */
  private static Ledger truth(FakeBucket bucket, Instant now) {
    var truth = new InMemoryLedger();
    var reconciler = new Reconciler(truth, bucket, FakeBucket.LAYOUT);
    bucket.list(MAIN, "").stream()
        .map(listed -> reconciler.appeared(MAIN, listed, now))
        .forEach(appeared -> assertThat(truth.record(List.of(appeared))).isEmpty());
    return truth;
  }

  /** Without the moments: of what S3 told in events they are more exact than in a listing. */
  private static Set<String> whatIsThere(Ledger ledger) {
    var known = ledger.read(MAIN);
    var there = new TreeSet<String>();
    ledger.blocks(MAIN, Optional.empty(), Optional.empty()).stream()
        .filter(block -> !block.present().isEmpty() || !block.partial().isEmpty())
        .map(SweepPropertyTest::words)
        .forEach(there::add);
    known.backups().stream().map(SweepPropertyTest::words).forEach(there::add);
    known.histories().stream().map(line -> new LedgerItem.History(line).key()).forEach(there::add);
    return there;
  }

  private static String words(WalBlock block) {
    return block.block() + " " + block.present() + " " + block.empty() + " " + block.partial();
  }

  private static String words(BaseBackup backup) {
    return List.of(backup.name(), backup.parts(), backup.bytes(), backup.isComplete()).stream()
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
