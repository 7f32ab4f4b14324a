package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.wal.TimelineHistory.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineHistoryTest {

  /** A real file: two promotions within the same 16 MB of log. */
  private static final String TWO_SWITCHES_IN_ONE_SEGMENT =
      """
      1\t0/2A33FF50\tno recovery target specified

      2\t0/2A3400E8\tno recovery target specified
      """;

  private static TimelineHistory parse(long timeline, String text) {
    return TimelineHistory.parse(new Timeline(timeline), text);
  }

  private static Switch left(long timeline, String at) {
    return new Switch(new Timeline(timeline), Lsn.parse(at));
  }

  /** Rule D6: whatever the server reads is read. */
  @Nested
  class IsReadAsTheServerReadsIt {

    @Test
    void oneLineForEachAncestorOldestFirst() {
      var history = parse(3, TWO_SWITCHES_IN_ONE_SEGMENT);

      assertThat(history.timeline()).isEqualTo(new Timeline(3));
      assertThat(history.switches()).containsExactly(left(1, "0/2A33FF50"), left(2, "0/2A3400E8"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1\t0/A000000\tno recovery target specified\n",
          "1\t0/A000000",
          "1\t0/A000000\n\n\n",
          "\n\n1\t0/A000000\n",
          "  \t\n1\t0/A000000\n",
          "# written by hand\n  # indented\n1\t0/A000000\n",
          "1 0/A000000 before 2026-11-22 13:48:51+00\n",
          "  1 \t 0/A000000\n",
          "1\t0/0A000000\n",
          "1\t0/a000000\tlower case\n",
          "1\t0/A000000\r\n",
          "1\t0/A000000\tat restore point \"#1\t2\"\n",
          "1\t0/A000000\tat restore point \"line\u2028separator\"\n",
          "00001\t0/A000000\n",
        })
    void blankLinesCommentsAnyWhiteSpaceAndReasonsDoNotMatter(String text) {
      assertThat(parse(2, text).switches()).containsExactly(left(1, "0/A000000"));
    }

    @Test
    void anEmptyFileMeansNoAncestors() {
      assertThat(parse(2, "")).isEqualTo(TimelineHistory.none(new Timeline(2)));
      assertThat(parse(2, "# nothing\n\n")).isEqualTo(TimelineHistory.none(new Timeline(2)));
    }

    @Test
    void idsRiseButNotOneByOne() {
      var history = parse(114, "2\t0/5000000\n17\t0/9000000\n");

      assertThat(history.switches()).containsExactly(left(2, "0/5000000"), left(17, "0/9000000"));
    }
  }

  @Nested
  class IsRefusedWhereTheServerRefusesIt {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "hello",
          "1",
          "1\t",
          "1\t0",
          "1\t0/",
          "1\t/0",
          "\t0/A000000",
          "x1\t0/A000000",
          "-1\t0/A000000",
          "1\tat\t0/A000000",
          // the id is all of the digits: this is timeline 10 without a position
          "10/A000000",
        })
    void garbageIsNamed(String line) {
      assertThatThrownBy(() -> parse(200, "1\t0/1000000\n" + line + "\n"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("\"" + line + "\"");
    }

    @Test
    void aPositionWithTooManyDigitsIsNotCutShort() {
      assertThatThrownBy(() -> parse(2, "1\t0/A00000000\n"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2"})
    void idsThatDoNotRise(long first, long second) {
      assertThatThrownBy(() -> parse(9, first + "\t0/1000000\n" + second + "\t0/2000000\n"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must rise");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4_294_967_295L})
    void anAncestorWhoseIdIsNotBelowItsOwn(long ancestor) {
      assertThatThrownBy(() -> parse(2, ancestor + "\t0/1000000\n"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be lower");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\t0/1000000", "4294967296\t0/1000000", "9999999999\t0/1000000"})
    void anIdThatIsNoTimeline(String line) {
      assertThatThrownBy(() -> parse(2, line)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Rule D7: an ancestor owns everything before its switch point, and nothing from there on. */
  @Nested
  class SaysWhoOwnsAPosition {

    @ParameterizedTest
    @CsvSource({
      "0/0, 1",
      "0/2A33FF4F, 1",
      "0/2A33FF50, 2",
      "0/2A3400E7, 2",
      "0/2A3400E8, 3",
      "FFFFFFFF/FFFFFFFF, 3",
    })
    void theSwitchPointItselfBelongsToTheNewTimeline(String position, long owner) {
      var history = parse(3, TWO_SWITCHES_IN_ONE_SEGMENT);

      assertThat(history.timelineAt(Lsn.parse(position))).isEqualTo(new Timeline(owner));
    }

    @Test
    void aTimelineWithoutAncestorsOwnsEverything() {
      var history = TimelineHistory.none(Timeline.FIRST);

      assertThat(history.timelineAt(Lsn.parse("0/0"))).isEqualTo(Timeline.FIRST);
    }

    @Test
    void eachTimelineBeginsWhereTheOneBeforeWasLeft() {
      var history = parse(7, "2\t0/5000000\n4\t0/9000000\n");

      assertThat(history.beginOf(new Timeline(2))).isEmpty();
      assertThat(history.beginOf(new Timeline(4))).isEqualTo(Optional.of(Lsn.parse("0/5000000")));
      assertThat(history.beginOf(new Timeline(7))).isEqualTo(Optional.of(Lsn.parse("0/9000000")));
      assertThat(history.beginOf(new Timeline(3))).as("a stranger").isEmpty();
    }

    @Test
    void aTimelineWithoutAncestorsHasNoKnownBegin() {
      assertThat(TimelineHistory.none(Timeline.FIRST).beginOf(Timeline.FIRST)).isEmpty();
    }
  }

  @Test
  void doesNotChangeWithTheListItWasMadeOf() {
    var switches = new ArrayList<>(List.of(left(1, "0/1000000")));
    var history = new TimelineHistory(new Timeline(2), switches);

    switches.clear();

    assertThat(history.switches()).hasSize(1);
  }
}
