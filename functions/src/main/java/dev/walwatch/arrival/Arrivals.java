package dev.walwatch.arrival;

import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ObjectChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a batch of messages means for the archives.
 *
 * @param changes in the order of the messages; the same change may come from several
 * @param canaries the watcher's own objects that were written, in the order of the messages
 * @param testEvents how many test events there were
 * @param ignoredEvents how many events were neither a coming nor a going, by their name
 * @param ignoredKeys how many changes were to objects that do not count, by the reason
 */
public record Arrivals(
    List<Arrival> changes,
    List<Sighting> canaries,
    int testEvents,
    Map<String, Integer> ignoredEvents,
    Map<String, Integer> ignoredKeys) {

  /** A change, and the message that told of it. */
  public record Arrival(ObjectChange change, String messageId) {}

  /**
   * A canary that was written, and the message that told of it.
   *
   * @param at when, by S3's clock, and never later than this machine's
   */
  public record Sighting(Canary canary, Instant at, String messageId) {}

  public Arrivals {
    changes = List.copyOf(changes);
    canaries = List.copyOf(canaries);
    ignoredEvents = Map.copyOf(ignoredEvents);
    ignoredKeys = Map.copyOf(ignoredKeys);
  }
}
