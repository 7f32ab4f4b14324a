package dev.walwatch.verdict;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hours in which a machine sleeps, so that neither WAL nor a backup can come from it, such as
 * {@code Mon-Fri 20:00-07:00 Europe/Berlin}.
 *
 * @param spans when it sleeps; they may overlap, and none means never
 */
public record QuietHours(List<Span> spans) {
  public static final QuietHours NONE = new QuietHours(List.of());

  public QuietHours {
    spans = List.copyOf(spans);
  }

  /**
   * Reads quiet hours as people write them, several separated by commas; blank means none.
   *
   * @throws BadPolicyException naming what is wrong and how it is written
   */
  public static QuietHours parse(String text) {
    return QuietHoursText.parse(text);
  }

  /**
   * Hours on some days of the week, by the clock of a zone.
   *
   * @param first the first day on which they begin
   * @param last the last one; a week may turn between both, as in Sat-Mon
   * @param from the minute of the day that they begin with
   * @param to the minute that they end before, counted from the same midnight: beyond 1,440 it is
   *     one of the next day
   */
  public record Span(DayOfWeek first, DayOfWeek last, int from, int to, ZoneId zone) {
    private static final int A_WEEK = 7;

    static final int A_DAY = 24 * 60;

    public Span {
      if (from < 0 || from >= A_DAY || to <= from || to > from + A_DAY) {
        throw new IllegalArgumentException("minutes " + from + " to " + to + " are no hours");
      }
      if (last.plus(1) == first) {
        first = DayOfWeek.MONDAY;
        last = DayOfWeek.SUNDAY;
      }
    }

    private boolean beginsOn(LocalDate date) {
      return daysAfterFirst(date.getDayOfWeek()) <= daysAfterFirst(last);
    }

    private int daysAfterFirst(DayOfWeek day) {
      return Math.floorMod(day.getValue() - first.getValue(), A_WEEK);
    }

    /** Returns what may touch the time between two moments. */
    private Stream<Sleep> around(Instant from, Instant to) {
      // a span reaches into the day after the next one's midnight at most
      var oldest = from.atZone(zone).toLocalDate().minusDays(2);
      var newest = to.atZone(zone).toLocalDate().plusDays(1);
      return oldest
          .datesUntil(newest.plusDays(1))
          .filter(this::beginsOn)
          .map(date -> new Sleep(moment(date, this.from), moment(date, this.to)));
    }

    /** The first moment at which the clock shows a time or, where it leaps over it, a later one. */
    private Instant moment(LocalDate date, int minute) {
      LocalDateTime time = date.atStartOfDay().plusMinutes(minute);
      var leap = zone.getRules().getTransition(time);
      return leap != null && leap.isGap() ? leap.getInstant() : time.atZone(zone).toInstant();
    }

    @Override
    public String toString() {
      var everyDay = daysAfterFirst(last) == A_WEEK - 1;
      var days = first == last ? day(first) : day(first) + "-" + day(last);
      return (everyDay ? "" : days + " ") + clock(from) + "-" + clock(end()) + " " + zone;
    }

    private int end() {
      return to > A_DAY ? to - A_DAY : to;
    }

    private static String day(DayOfWeek day) {
      return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static String clock(int minute) {
      return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
  }

  /**
   * A time asleep.
   *
   * @param to the first moment awake
   */
  record Sleep(Instant from, Instant to) {}

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Returns whether the machine sleeps at a moment. */
  public boolean contains(Instant moment) {
    return spans.stream()
        .flatMap(span -> span.around(moment, moment))
        .anyMatch(sleep -> !moment.isBefore(sleep.from()) && moment.isBefore(sleep.to()));
  }

  /** Returns how much of the time between two moments lies outside these hours. */
  public Duration awakeBetween(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return Duration.ZERO;
    }
    return sleepsBetween(from, to).stream()
        .map(sleep -> Duration.between(sleep.from(), sleep.to()))
        .reduce(Duration.between(from, to), Duration::minus);
  }

  /** Returns the times asleep between two moments, cut at both, oldest first, none touching. */
  List<Sleep> sleepsBetween(Instant from, Instant to) {
    var sleeps = new ArrayList<Sleep>();
    spans.stream()
        .flatMap(span -> span.around(from, to))
        .map(sleep -> new Sleep(later(sleep.from(), from), earlier(sleep.to(), to)))
        .filter(sleep -> sleep.from().isBefore(sleep.to()))
        .sorted(Comparator.comparing(Sleep::from))
        .forEach(
            sleep -> {
              if (sleeps.isEmpty() || sleeps.getLast().to().isBefore(sleep.from())) {
                sleeps.add(sleep);
              } else {
                var before = sleeps.removeLast();
                sleeps.add(new Sleep(before.from(), later(before.to(), sleep.to())));
              }
            });
    return sleeps;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Returns the text that {@link #parse} reads. */
  @Override
  public String toString() {
    return spans.stream().map(Span::toString).collect(Collectors.joining(", "));
  }
}
