package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.cli.inspect.TimeStrip.Cell;
import dev.walwatch.cli.inspect.TimeStrip.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimeStripTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void whatIsRestorableAndWhatIsLostFillTheirCells() {
    var row = row(100, 10, List.of(span(0, 39), span(60, 90)), List.of(span(40, 59)));

    assertThat(row).isEqualTo("RRRRLLRRRR");
  }

  @Test
  void theSmallestLossIsSeenBetweenTwoWindows() {
    var row =
        row(
            1_000_000,
            10,
            List.of(span(0, 550_000), span(550_002, 1_000_000)),
            List.of(span(550_000, 550_001)));

    assertThat(row).isEqualTo("RRRRRLRRRR");
  }

  @Test
  void theSmallestWindowIsSeenBeforeALoss() {
    var row = row(1_000_000, 10, List.of(span(0, 1)), List.of(span(1, 1_000_000)));

    assertThat(row).isEqualTo("RLLLLLLLLL");
  }

  @Test
  void whatLiesOutsideIsLeftOut() {
    var row = row(100, 10, List.of(span(-50, -10)), List.of(span(200, 300)));

    assertThat(row).isEqualTo("NNNNNNNNNN");
  }

  @Test
  void marksStandWhereTheirMomentsAre() {
    var marks = strip(100, 10).marks(List.of(at(0), at(55), at(100), at(500)), '^');

    assertThat(marks).isEqualTo("^    ^   ^");
  }

  @Test
  void theAxisNamesMomentsAsPreciselyAsTheSpanAsks() {
    assertThat(strip(60, 48).axis()).isEqualTo("|2026-11-22 00:00       |00:00:30");
    assertThat(strip(Duration.ofDays(3).toSeconds(), 48).axis())
        .isEqualTo("|2026-11-22 00:00       |2026-11-23 12:00");
    assertThat(strip(Duration.ofDays(90).toSeconds(), 48).axis())
        .isEqualTo("|2026-11-22             |2027-01-06");
  }

  private static String row(long seconds, int width, List<Span> restorable, List<Span> lost) {
    return strip(seconds, width).cells(restorable, lost).stream()
        .map(Cell::name)
        .map(name -> name.substring(0, 1))
        .collect(Collectors.joining());
  }

  private static TimeStrip strip(long seconds, int width) {
    return new TimeStrip(START, at(seconds), width);
  }

  private static Span span(long from, long to) {
    return new Span(at(from), at(to));
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }
}
