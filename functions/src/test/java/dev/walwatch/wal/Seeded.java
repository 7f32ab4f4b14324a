package dev.walwatch.wal;

import java.util.stream.LongStream;

/**
 * Random cases that can be run again: a property takes its seed as the parameter of the test, so
 * the seed stands in the name and the message of a test that fails. {@code -Dwalwatch.seed=N} runs
 * that one case, and {@code -Dwalwatch.seeds=N} so many of each property instead of few.
 */
public final class Seeded {
  private static final long FIRST_SEED = 20_261_122;

  private Seeded() {}

  /** Returns the seeds to try: the same ones in every run, or the one that was asked for. */
  public static LongStream seeds(int count) {
    var asked = Long.getLong("walwatch.seed");
    return asked == null
        ? LongStream.range(FIRST_SEED, FIRST_SEED + Integer.getInteger("walwatch.seeds", count))
        : LongStream.of(asked);
  }
}
