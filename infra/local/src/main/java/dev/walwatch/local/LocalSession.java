package dev.walwatch.local;

import dev.walwatch.local.replay.Replay;
import dev.walwatch.local.replay.Trace;
import dev.walwatch.local.screen.Screen;
import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One sitting at the local system: it starts, a trace is played, then it is there to be used. */
public final class LocalSession {

  private static final Duration POSTED_WITHIN = Duration.ofSeconds(30);

  private final Settings settings;
  private final Screen screen;
  private final String bucket;

  /**
   * @param bucket is made, and the trace is played into it
   */
  public LocalSession(Settings settings, Screen screen, String bucket) {
    this.settings = settings.deployedWith(Map.of("ArchiveBucket", bucket));
    this.screen = screen;
    this.bucket = bucket;
  }

  /**
   * Plays a trace and ends.
   *
   * @return the worst state that a service has in the end; UNKNOWN if no cluster was found
   */
  public Severity once(Trace trace, double speed) throws InterruptedException {
    try (var system = start()) {
      play(system, trace, speed);
      if (!system.awaitPosted(POSTED_WITHIN)) {
        screen.say("  Slack does not have all messages after " + spoken(POSTED_WITHIN));
      }
      summary(system.transitions()).forEach(screen::say);
      var states = system.services().stream().map(line -> line.state().severity()).toList();
      return states.isEmpty() ? Severity.UNKNOWN : Severity.worst(states);
    }
  }

  /**
   * Plays a trace and goes on in real time, until this thread is interrupted or the JVM ends.
   *
   * @param wishes a check is made at once for each element that comes
   */
  public void stay(Trace trace, double speed, BlockingQueue<?> wishes) throws InterruptedException {
    try (var system = start()) {
      play(system, trace, speed);
      screen.say(invitation(system));
      while (true) {
        var _ = wishes.poll(system.checkInterval().toMillis(), TimeUnit.MILLISECONDS);
        system.check(Instant.now().truncatedTo(ChronoUnit.SECONDS));
      }
    }
  }

  private LocalSystem start() throws InterruptedException {
    long begun = System.nanoTime();
    screen.say("walwatch local: starting, all on 127.0.0.1");
    var system = LocalSystem.start(settings, screen);
    system.createBucket(bucket);
    screen.say(
        String.format(
            Locale.ROOT,
            "%5.1f s  ready",
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 1000.0));
    return system;
  }

  private void play(LocalSystem system, Trace trace, double speed) throws InterruptedException {
    Replay replay = system.plan(trace, speed);
    screen.say(
        "Playing %d recorded requests, as if they ended now: %s to %s%s, %s in all"
            .formatted(
                trace.entries().size(),
                replay.start(),
                replay.end(),
                speed == 1 ? "" : String.format(Locale.ROOT, " at %.0f times the pace", speed),
                spoken(replay.playingTime())));
    try {
      system.play(replay, bucket);
    } catch (RuntimeException e) {
      if (system.isEnding()) {
        // Ctrl-C: what was under way breaks off, and that is no failure
        throw (InterruptedException) new InterruptedException("all is ending").initCause(e);
      }
      throw e;
    }
  }

  private String invitation(LocalSystem system) {
    return """

    The clock is the machine's again, and all is checked every %d minutes. Any S3 client can put
    what a backup tool would put, with any credentials:
      aws s3 cp FILE s3://%s/PREFIX/wal_005/000000010000000000000001.lzo --endpoint-url %s
    In another terminal, ./walwatch status, clusters, silence, ack, policy and notify work on
    this system after
      %s
    On a terminal, Enter checks at once. Ctrl-C ends all and leaves nothing behind."""
        .formatted(
            system.checkInterval().toMinutes(),
            bucket,
            system.s3Endpoint(),
            export(system.variables()));
  }

  /** Returns the line that sets variables in a shell; their values are plain words. */
  static String export(Map<String, String> variables) {
    return "export "
        + new TreeMap<>(variables)
            .entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining(" "));
  }

  /** Returns the way that each service went, a line each. */
  static List<String> summary(List<Transition> transitions) {
    var ways = new LinkedHashMap<String, String>();
    for (var transition : transitions) {
      var service =
          PlainText.line("s3://" + transition.cluster()) + "  " + transition.service().id();
      ways.merge(service, transition.state().severity().name(), (way, next) -> way + ", " + next);
    }
    return ways.entrySet().stream().map(way -> way.getKey() + ": " + way.getValue()).toList();
  }

  private static String spoken(Duration time) {
    return time.toMinutes() >= 2 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
