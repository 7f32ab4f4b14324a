package dev.walwatch.arrival;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.arrival.Arrivals.Arrival;
import dev.walwatch.arrival.Arrivals.Sighting;
import dev.walwatch.arrival.BucketEvent.Change;
import dev.walwatch.arrival.BucketEvent.Created;
import dev.walwatch.arrival.BucketEvent.Ignored;
import dev.walwatch.arrival.BucketEvent.Removed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * Finds in a batch of messages what changed in which cluster's archive. Immutable; one serves all
 * batches.
 */
public final class ChangeFinder {
  private final ArchiveLayout layout;
  private final Predicate<Canary> canaries;
  private final InstantSource clock;

  /**
   * @param layout what knows the keys of the archives
   * @param canaries tells the watcher's own objects, which are looked for before any archive's
   * @param clock what no event is later than
   */
  public ChangeFinder(ArchiveLayout layout, Predicate<Canary> canaries, InstantSource clock) {
    this.layout = layout;
    this.canaries = canaries;
    this.clock = clock;
  }

  /** Returns what the messages mean together: a removal in one may follow a creation in another. */
  public Arrivals find(List<Message> messages) {
    var batch = new Batch(clock.instant(), lastRemovals(messages));
    for (var message : messages) {
      message.events().forEach(event -> batch.add(message.id(), event));
    }
    return batch.arrivals();
  }

  /** Returns, for each object that was removed, the last place at which it was. */
  private static Map<ObjectAddress, Sequencer> lastRemovals(List<Message> messages) {
    var last = new HashMap<ObjectAddress, Sequencer>();
    for (var message : messages) {
      for (var event : message.events()) {
        if (event instanceof Removed removed && removed.sequencer().isPresent()) {
          var place = removed.sequencer().get();
          last.merge(removed.object(), place, BinaryOperator.maxBy(Sequencer::compareTo));
        }
      }
    }
    return last;
  }

  private final class Batch {
    private final Instant now;
    private final Map<ObjectAddress, Sequencer> lastRemovals;
    private final List<Arrival> changes = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<String, Integer> ignoredEvents = new TreeMap<>();
    private final Map<String, Integer> ignoredKeys = new TreeMap<>();
    private int testEvents;

    Batch(Instant now, Map<ObjectAddress, Sequencer> lastRemovals) {
      this.now = now;
      this.lastRemovals = lastRemovals;
    }

    void add(String messageId, BucketEvent event) {
      switch (event) {
        case BucketEvent.Test _ -> testEvents++;
        case Ignored(var name) -> ignoredEvents.merge(name, 1, Integer::sum);
        case Change change -> {
          var object = change.object();
          Canary.find(object.bucket(), object.key())
              .filter(canaries)
              .ifPresentOrElse(
                  canary -> add(messageId, change, canary), () -> addOfArchive(messageId, change));
        }
      }
    }

    private void add(String messageId, Change change, Canary canary) {
      switch (change) {
        case Created created ->
            sightings.add(new Sighting(canary, notInFuture(created), messageId));
        // a person, or a rule that lets old versions expire: it will be put again
        case Removed _ -> ignoredEvents.merge("removal of a canary", 1, Integer::sum);
      }
    }

    private void addOfArchive(String messageId, Change change) {
      layout
          .locate(change.object().key())
          .ifPresentOrElse(
              located -> add(messageId, change, located), () -> ignoreKey("in no archive"));
    }

    private void add(String messageId, Change change, ArchiveLayout.Located located) {
      if (located.object() instanceof ArchivedObject.Unknown(var reason)) {
        ignoreKey(reason);
      } else {
        changes.add(new Arrival(inArchive(change, located), messageId));
      }
    }

    private void ignoreKey(String reason) {
      ignoredKeys.merge(reason, 1, Integer::sum);
    }

    private ObjectChange inArchive(Change change, ArchiveLayout.Located located) {
      var cluster = new ClusterId(change.object().bucket(), located.keyPrefix());
      var object = located.object();
      var at = notInFuture(change);
      return switch (change) {
        case Created created ->
            new ObjectChange.Appeared(cluster, object, at, created.bytes(), removedSince(created));
        case Removed removed -> new ObjectChange.Removed(cluster, object, at, removed.by());
      };
    }

    /** S3's clock and this machine's differ, and nothing has come from the future. */
    private Instant notInFuture(Change change) {
      return change.at().isAfter(now) ? now : change.at();
    }

    /** Without a sequencer on both sides nothing is known; a listing of S3 will tell. */
    private boolean removedSince(Created created) {
      var removal = lastRemovals.get(created.object());
      return removal != null
          && created.sequencer().filter(place -> place.compareTo(removal) < 0).isPresent();
    }

    Arrivals arrivals() {
      return new Arrivals(changes, sightings, testEvents, ignoredEvents, ignoredKeys);
    }
  }
}
