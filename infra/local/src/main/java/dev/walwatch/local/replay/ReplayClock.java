package dev.walwatch.local.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the local system: the machine's, but while a trace is replayed it stands at the
 * moment of the request that is being repeated. That moment lies in the past, so that nobody who
 * asks the machine's clock ever meets an event of the future.
 *
 * <p>Thread-safe.
 */
public final class ReplayClock implements InstantSource {

  private final AtomicReference<@Nullable Instant> replayed = new AtomicReference<>();

  /**
   * Puts the clock to a moment of a replay.
   *
   * @throws IllegalArgumentException if it has not come yet
   */
  public void standAt(Instant moment) {
    if (moment.isAfter(Instant.now())) {
      throw new IllegalArgumentException(moment + " has not come yet");
    }
    replayed.set(moment);
  }

  /** Lets the clock go with the machine's again. */
  public void goOn() {
    replayed.set(null);
  }

  @Override
  public Instant instant() {
    var moment = replayed.get();
    return moment == null ? Instant.now() : moment;
  }
}
