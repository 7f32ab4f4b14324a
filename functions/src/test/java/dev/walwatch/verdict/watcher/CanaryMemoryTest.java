package dev.walwatch.verdict.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.Canary;
import dev.walwatch.verdict.Severity;
import dev.walwatch.wal.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a canary that is put every 15 minutes and looked for every five. */
class CanaryMemoryTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMinutes(15);

  /**
   * One life of a canary, a check in each line: its minute, when the newest that came back was
   * written ({@code -} if none ever was), what the check does ({@code put}, {@code not} if the put
   * fails, {@code -} if none is due), how bad it finds it and for how many minutes it is away.
   */
  static List<Arguments> lives() {
    return List.of(
        Arguments.of(
            "a first deployment whose events come",
            """
            0   -   put  OK  0
            5   0   -    OK  0
            10  0   -    OK  0
            15  0   put  OK  0
            20  15  -    OK  0
            """),
        Arguments.of(
            "a first deployment whose events never come",
            """
            0   -   put  OK        0
            5   -   -    OK        5
            10  -   -    WARNING  10
            15  -   put  WARNING  15
            20  -   -    WARNING  20
            25  -   -    CRITICAL 25
            30  -   put  CRITICAL 30
            45  -   put  CRITICAL 45
            600 -   put  CRITICAL 600
            """),
        Arguments.of(
            "somebody wipes the bucket's notification and puts it back an hour later",
            """
            0   0   put  OK        0
            5   0   -    OK        0
            15  0   put  OK        0
            20  0   -    OK        5
            25  0   -    WARNING  10
            30  0   put  WARNING  15
            40  0   -    CRITICAL 25
            45  0   put  CRITICAL 30
            50  45  -    OK        0
            60  45  put  OK        0
            65  60  -    OK        0
            """),
        Arguments.of(
            "the recorder is slow, and nine minutes late",
            """
            0   -   put  OK  0
            5   -   -    OK  5
            9   0   -    OK  0
            15  0   put  OK  0
            20  0   -    OK  5
            24  15  -    OK  0
            """),
        Arguments.of(
            "one event is late, but later ones come",
            """
            0   -   put  OK        0
            10  -   -    WARNING  10
            15  -   put  WARNING  15
            16  15  -    OK        0
            """),
        Arguments.of(
            "an event of an earlier one comes while the next is away",
            """
            0   -   put  OK        0
            15  -   put  WARNING  15
            20  0   -    OK        5
            25  0   -    WARNING  10
            """),
        Arguments.of(
            "the event's clock is cut off to seconds, and a little behind",
            """
            0   -0.2  put  OK  0
            5   -0.2  -    OK  0
            """),
        Arguments.of(
            "the event is that of the one before, not of this one",
            """
            0   -0.3  put  OK        0
            5   -0.3  -    OK        5
            10  -0.3  -    WARNING  10
            """),
        Arguments.of(
            "it cannot be put for a while: each check tries again, and nothing is missed",
            """
            0   -   not  OK  0
            5   -   not  OK  0
            10  -   put  OK  0
            15  10  -    OK  0
            25  10  put  OK  0
            """),
        Arguments.of(
            "it is away, and then cannot be put: it stays away",
            """
            0   -   put  OK        0
            10  -   -    WARNING  10
            15  -   not  WARNING  15
            20  -   not  WARNING  20
            30  -   not  CRITICAL 30
            """),
        Arguments.of(
            "checker and recorder were down for a day: a new one is put first",
            """
            0    -     put  OK  0
            1440 -     put  OK  0
            1445 0     -    OK  5
            1446 1440  -    OK  0
            """),
        Arguments.of(
            "it was missed already before the checker was down",
            """
            0    -     put  OK        0
            10   -     -    WARNING  10
            1440 -     put  CRITICAL 1440
            1445 1440  -    OK        0
            """),
        Arguments.of(
            "the checker runs every fifteen seconds late or early",
            """
            0.2   -    put  OK  0
            15    0.2  put  OK  0
            30.2  15   put  OK  0
            """),
        Arguments.of(
            "a run is repeated",
            """
            0   -   put  OK  0
            0   -   -    OK  0
            5   0   -    OK  0
            """),
        Arguments.of(
            "the clock was set back by a day",
            """
            1440  -  put  OK  0
            0     -  put  OK  0
            5     0  -    OK  0
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lives")
  void tellsHowBadItIs(String life, String checks) {
    var memory = CanaryMemory.NONE;
    for (var check : checks.lines().toList()) {
      var fields = check.split(" +", -1);
      var back = fields[1].equals("-") ? Optional.<Instant>empty() : Optional.of(at(fields[1]));

      memory = memory.lookedFor(at(fields[0]), back, PAUSE);
      boolean due = memory.isDue(INTERVAL);
      memory = fields[2].equals("put") ? memory.afterPut() : memory;

      var where = "%s, at minute %s".formatted(life, fields[0]);
      assertThat(due).as(where).isEqualTo(!fields[2].equals("-"));
      assertThat(memory.severity()).as(where).isEqualTo(Severity.valueOf(fields[3]));
      assertThat(memory.away().toMinutes()).as(where).isEqualTo(Long.parseLong(fields[4]));
    }
  }

  @Test
  void findsTwoMissingAlsoWhenAnotherIsPutAtEachCheck() {
    var memory = CanaryMemory.NONE;
    var found = new ArrayList<Severity>();
    for (int minute = 0; minute <= 20; minute += 5) {
      memory = memory.lookedFor(minute(minute), Optional.empty(), PAUSE).afterPut();
      found.add(memory.severity());
    }

    assertThat(found)
        .containsExactly(
            Severity.OK, Severity.OK, Severity.WARNING, Severity.CRITICAL, Severity.CRITICAL);
  }

  /** S3 takes some minutes to begin once EventBridge is turned on. */
  @Test
  void missesTheVeryFirstOneOnlyWithTheSecond() {
    var first = CanaryMemory.NONE.lookedFor(minute(0), Optional.empty(), PAUSE).afterPut();
    var lost = first.lookedFor(minute(15), Optional.empty(), PAUSE);
    var second = lost.afterPut();
    var back = second.lookedFor(minute(16), Optional.of(minute(15)), PAUSE);
    var bothLost = second.lookedFor(minute(25), Optional.empty(), PAUSE);

    assertThat(severity(lost, Optional.empty())).isEqualTo(Severity.OK);
    assertThat(severity(back, Optional.of(minute(15)))).isEqualTo(Severity.OK);
    assertThat(severity(bothLost, Optional.empty())).isEqualTo(Severity.CRITICAL);
    assertThat(severity(lost, Optional.of(minute(-60)))).isEqualTo(Severity.WARNING);
  }

  private static Severity severity(CanaryMemory memory, Optional<Instant> back) {
    var canary = new Canary("backups", "walwatch/canary");
    return new CanaryWatch(canary, back, memory, Optional.empty()).severity();
  }

  @Test
  void remembersTheEarliestOneAndTheLastWhileNoneComesBack() {
    var memory = CanaryMemory.NONE;
    for (int check = 0; check < 100; check++) {
      memory = memory.lookedFor(minute(15L * check), Optional.empty(), PAUSE).afterPut();
    }

    assertThat(memory.awaited()).hasSize(3).startsWith(minute(0)).endsWith(minute(15 * 99));
    assertThat(memory.away()).isEqualTo(Duration.ofMinutes(15 * 99));
  }

  static LongStream seeds() {
    return Seeded.seeds(50);
  }

  /** Only the newest event is kept, so nothing else may count. */
  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheSameInWhateverOrderTheEventsComeBetweenTwoChecks(long seed) {
    var random = new Random(seed);
    var events = new ArrayList<Instant>();
    for (int event = 0; event < 5; event++) {
      events.add(minute(random.nextInt(40)));
    }
    var memory = CanaryMemory.NONE;
    for (int check = 0; check < 3; check++) {
      memory = memory.lookedFor(minute(15L * check), Optional.empty(), PAUSE).afterPut();
    }

    var inOrder = oneByOne(memory, events);
    Collections.shuffle(events, random);
    events.addAll(events.subList(0, 2));

    var newest = Optional.of(Collections.max(events));
    assertThat(oneByOne(memory, events)).isEqualTo(inOrder);
    assertThat(inOrder).isEqualTo(memory.lookedFor(minute(40), newest, PAUSE));
  }

  private static CanaryMemory oneByOne(CanaryMemory memory, List<Instant> events) {
    var last = memory;
    for (var event : events) {
      last = last.lookedFor(minute(40), Optional.of(event), PAUSE);
    }
    return last;
  }

  private static Instant at(String minute) {
    return START.plusMillis(Math.round(Double.parseDouble(minute) * 60_000));
  }

  private static Instant minute(long minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
