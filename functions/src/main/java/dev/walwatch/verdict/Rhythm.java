package dev.walwatch.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which quarters of an hour WAL came, over the past two weeks. 1,344 bits say enough to tell
 * whether a cluster is idle at this time of the day. Immutable.
 */
public final class Rhythm {
  public static final Rhythm NONE = new Rhythm(0, new BitSet());

  /** How many days a silence is compared with. */
  static final int DAYS = 14;

  private static final int DAYS_A_WEEK = 7;

  static final Duration SLOT = Duration.ofMinutes(15);
  private static final int SLOTS_A_DAY = (int) Duration.ofDays(1).dividedBy(SLOT);
  private static final int KEPT = SLOTS_A_DAY * (DAYS + 1);

  /** The first known quarter of an hour since 1970; the bits count from it. */
  private final long first;

  private final BitSet busy;

  private Rhythm(long first, BitSet busy) {
    this.first = first;
    this.busy = busy;
  }

  /** Returns this rhythm with arrivals at some moments, without what is too old to count. */
  Rhythm with(Stream<Instant> arrivals) {
    var slots = arrivals.mapToLong(Rhythm::slot).distinct().sorted().toArray();
    if (slots.length == 0) {
      return this;
    }
    long newest = Math.max(slots[slots.length - 1], last().orElse(slots[0]));
    long oldest =
        Math.max(newest - KEPT, last().map(_ -> Math.min(first, slots[0])).orElse(slots[0]));
    var all = new BitSet();
    busy.stream()
        .filter(bit -> first + bit >= oldest)
        .forEach(bit -> all.set(place(first + bit, oldest)));
    for (long slot : slots) {
      if (slot >= oldest) {
        all.set(place(slot, oldest));
      }
    }
    return new Rhythm(oldest, all);
  }

  /**
   * How a silence compares with the same hours of other days.
   *
   * @param days with how many days it could be compared, at most {@link #DAYS}
   * @param quiet on how many of them no WAL came in those hours either
   * @param sameWeekdayQuiet whether none came on the same day of the week; empty when not known
   */
  record Comparison(int days, int quiet, Optional<Boolean> sameWeekdayQuiet) {}

  /**
   * Compares a silence, from the last arrival to now, with the same hours of the days before, but
   * for those on which the machine slept through most of it: that no WAL came then says nothing.
   */
  Comparison compare(Instant lastArrival, Instant now, QuietHours asleep) {
    var awake = asleep.awakeBetween(lastArrival, now);
    long from = Math.min(slot(lastArrival) + 1, slot(now));
    long to = slot(now);
    int days = 0;
    int quiet = 0;
    var sameWeekday = Optional.<Boolean>empty();
    for (int day = 1; day <= DAYS; day++) {
      long shift = (long) day * SLOTS_A_DAY;
      // a silence longer than a day would be compared with itself
      if (busy.isEmpty() || from - shift < first || to - shift >= from) {
        continue;
      }
      var ago = Duration.ofDays(day);
      var awakeThen = asleep.awakeBetween(lastArrival.minus(ago), now.minus(ago));
      if (awakeThen.multipliedBy(2).compareTo(awake) < 0) {
        continue;
      }
      days++;
      int next = busy.nextSetBit(place(from - shift, first));
      boolean wasQuiet = next < 0 || next > place(to - shift, first);
      quiet += wasQuiet ? 1 : 0;
      if (day % DAYS_A_WEEK == 0) {
        sameWeekday = Optional.of(wasQuiet && sameWeekday.orElse(true));
      }
    }
    return new Comparison(days, quiet, sameWeekday);
  }

  private Optional<Long> last() {
    return busy.isEmpty() ? Optional.empty() : Optional.of(first + busy.length() - 1);
  }

  private static long slot(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SLOT.toSeconds());
  }

  private static int place(long slot, long from) {
    return Math.toIntExact(slot - from);
  }

  /** Returns a text that {@link #parse} reads. */
  public String encode() {
    return busy.isEmpty() ? "" : first + " " + HexFormat.of().formatHex(busy.toByteArray());
  }

  /**
   * Reads what {@link #encode} gave.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static Rhythm parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("\"" + text + "\" is not a rhythm");
    }
    var bits = BitSet.valueOf(HexFormat.of().parseHex(text.substring(blank + 1)));
    return new Rhythm(Long.parseLong(text.substring(0, blank)), bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rhythm that && first == that.first && busy.equals(that.busy);
  }

  @Override
  public int hashCode() {
    return busy.hashCode() + Long.hashCode(first);
  }

  @Override
  public String toString() {
    return encode();
  }
}
