package dev.walwatch.verdict.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a queue's age from looks at it every five minutes. */
class QueueMemoryTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  /**
   * One life of a queue, a check in each line: its minute, how many messages the queue holds then
   * ({@code ?} if that cannot be read), the minute at which the newest recorded message was sent
   * ({@code -} if none was), and for how many minutes the oldest message is said to wait.
   */
  static List<Arguments> lives() {
    return List.of(
        Arguments.of(
            "nothing ever comes",
            """
            0   0  -   0
            5   0  -   0
            """),
        Arguments.of(
            "all that comes is recorded between the checks",
            """
            0   0  -1  0
            5   0   4  0
            10  0   9  0
            """),
        Arguments.of(
            "much comes, so at every check something is on its way",
            """
            0   7  -0.2  0
            5   3   4.8  0
            10  9   9.8  0
            15  1  14.8  0
            """),
        Arguments.of(
            "one message comes shortly before every check and is recorded shortly after it",
            """
            0   1  -5.1  0
            5   1  -0.1  0
            10  1   4.9  0
            15  1   9.9  0
            """),
        Arguments.of(
            "the recorder dies: the queue grows, and nothing is recorded any more",
            """
            0   0  -1  0
            5   3  -1  0
            10  8  -1  5
            15 12  -1 10
            20 15  -1 15
            25 19  -1 20
            """),
        Arguments.of(
            "the recorder never worked",
            """
            0   1  -   0
            5   1  -   5
            10  1  -  10
            """),
        Arguments.of(
            "the recorder lives again: a backlog is worked off, the oldest first",
            """
            0  90  -1  0
            5  95  -1  5
            10 99  -1 10
            15 80   3 10
            20 50   9 10
            25 20  20  0
            30  0  29  0
            """),
        Arguments.of(
            "a recorder that is too slow falls behind more and more",
            """
            0   5  -0.5  0
            5   9   2    0
            10 14   4    5
            15 19   6    5
            20 25   8   10
            25 31   9   15
            """),
        Arguments.of(
            "a message fails again and again while later ones are recorded",
            """
            0   1  -0.5  0
            5   1   4    0
            10  1   9    0
            15  1  14    0
            """),
        Arguments.of(
            "a message fails again and again, and nothing else comes until it is a dead letter",
            """
            0   1  -30  0
            5   1  -30  5
            10  1  -30 10
            15  1  -30 15
            20  0  -30  0
            25  1  -30  0
            """),
        Arguments.of(
            "the queue cannot be read once: what waited is still known, and goes on to count",
            """
            0   3  -1  0
            5   4  -1  5
            10  ?  -1  5
            15  6  -1 15
            """),
        Arguments.of(
            "the queue cannot be read while the recorder lives again",
            """
            0   3  -1  0
            5   4  -1  5
            10  ?   9  0
            15  1  14  0
            """),
        Arguments.of(
            "the queue could never be read",
            """
            0   ?  -1  0
            5   ?  -1  0
            """),
        Arguments.of(
            "a run is repeated",
            """
            0   3  -1  0
            5   4  -1  5
            5   4  -1  5
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lives")
  void tellsHowLongTheOldestMessageWaitsAtLeast(String life, String checks) {
    var memory = QueueMemory.NONE;
    for (var check : checks.lines().toList()) {
      var fields = check.split(" +", -1);
      var depth =
          fields[1].equals("?")
              ? Optional.<QueueDepth>empty()
              : Optional.of(new QueueDepth(Long.parseLong(fields[1]), 0));
      var newest =
          fields[2].equals("-") ? Optional.<Instant>empty() : Optional.of(minute(fields[2]));

      memory = memory.after(depth, newest, minute(fields[0]));

      assertThat(memory.waited())
          .as("%s, at minute %s", life, fields[0])
          .isEqualTo(Duration.ofMinutes(Long.parseLong(fields[3])));
    }
  }

  @Test
  void countsWhatIsReceivedAndNotDoneYet() {
    var inFlight = Optional.of(new QueueDepth(0, 2));

    var memory =
        QueueMemory.NONE
            .after(inFlight, Optional.empty(), minute("0"))
            .after(inFlight, Optional.empty(), minute("5"));

    assertThat(memory.waited()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void doesNotGrowForEverAndForgetsNeitherTheEarliestCheckNorTheLastOnes() {
    var held = Optional.of(new QueueDepth(1, 0));
    var memory = QueueMemory.NONE;
    for (int check = 0; check < 300; check++) {
      memory = memory.after(held, Optional.empty(), minute(Integer.toString(5 * check)));
    }

    assertThat(memory.heldAt()).hasSize(QueueMemory.MOST).startsWith(START);
    assertThat(memory.waited()).isEqualTo(Duration.ofMinutes(5 * 299));

    // the recorder lives again and has come as far as an hour ago
    var later = memory.after(held, Optional.of(minute("1440")), minute("1500"));

    assertThat(later.waited()).isEqualTo(Duration.ofMinutes(1500 - 1445));
  }

  private static Instant minute(String minute) {
    return START.plusMillis(Math.round(Double.parseDouble(minute) * 60_000));
  }
}
