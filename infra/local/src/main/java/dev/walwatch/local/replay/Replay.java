package dev.walwatch.local.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A trace moved into the past, with the scheduled checks in between.
 *
 * <p>It ends no later than it begins to be played, however fast: only then do the events come to
 * nobody from the future. Checks go on for a while after the last request, until everything that is
 * given some time (a segment that came out of order) has had it.
 *
 * @param steps in the order of their times; the last one is a check
 * @param speed how much faster than it was recorded
 */
public record Replay(List<Step> steps, double speed) {

  /** Something that is done at a moment of the replay. */
  public sealed interface Step {
    Instant at();
  }

  /** A request to S3 is repeated. */
  public record Request(TraceEntry entry) implements Step {
    @Override
    public Instant at() {
      return entry.at();
    }
  }

  /** The scheduler's turn. */
  public record Check(Instant at) implements Step {}

  /** Does the steps. */
  public interface Actor {
    void play(TraceEntry entry);

    void check(Instant at) throws InterruptedException;
  }

  public Replay {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException(speed + ": a speed is a number above 0");
    }
    steps = List.copyOf(steps);
  }

  /**
   * Plans a replay that ends at the latest full minute.
   *
   * @param interval between two checks
   * @param patience how long checks go on after the last request
   */
  public static Replay of(
      Trace trace, double speed, Duration interval, Duration patience, Instant now) {
    var length = Duration.between(trace.start(), trace.end()).plus(patience);
    long checks = Math.ceilDiv(length.toMillis(), interval.toMillis());
    var end = now.truncatedTo(ChronoUnit.MINUTES);
    var start = end.minus(interval.multipliedBy(checks));
    var steps = new ArrayList<Step>();
    trace.startingAt(start).entries().forEach(entry -> steps.add(new Request(entry)));
    for (long check = 1; check <= checks; check++) {
      steps.add(new Check(start.plus(interval.multipliedBy(check))));
    }
    // the sort is stable: what comes at the moment of a check is seen by it
    steps.sort(Comparator.comparing(Step::at));
    return new Replay(steps, speed);
  }

  public Instant start() {
    return steps.getFirst().at();
  }

  public Instant end() {
    return steps.getLast().at();
  }

  /** Returns how long it takes to play, if no step takes longer than the pause after it. */
  public Duration playingTime() {
    return faster(Duration.between(start(), end()));
  }

  /**
   * Plays all steps one after the other, each when it is due.
   *
   * @param clock stands at each step's moment while it is done, and goes on afterwards
   * @param machine tells when a step is due
   */
  public void play(ReplayClock clock, InstantSource machine, Actor actor)
      throws InterruptedException {
    var begun = machine.instant();
    try {
      for (var step : steps) {
        var due = begun.plus(faster(Duration.between(start(), step.at())));
        var pause = Duration.between(machine.instant(), due);
        if (pause.isPositive()) {
          Thread.sleep(pause);
        }
        clock.standAt(step.at());
        switch (step) {
          case Request request -> actor.play(request.entry());
          case Check check -> actor.check(check.at());
        }
      }
    } finally {
      clock.goOn();
    }
  }

  private Duration faster(Duration recorded) {
    return Duration.ofMillis((long) (recorded.toMillis() / speed));
  }
}
