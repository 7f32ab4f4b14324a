package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.arrival.Arrivals.Arrival;
import dev.walwatch.arrival.Arrivals.Sighting;
import dev.walwatch.arrival.BucketEvent;
import dev.walwatch.arrival.ChangeFinder;
import dev.walwatch.arrival.Message;
import dev.walwatch.arrival.UnreadableEventException;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.report.PlainText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Writes down what a batch of messages tells of. Both entry points lead here. It keeps nothing
 * between batches, and a batch may come again, whole or in part, at any time.
 */
final class ArrivalRecorder {

  /**
   * A message that was delivered and is not read yet.
   *
   * @param sent when it came into its queue; empty when there is no queue, or it is not known
   * @param events reads it; throws {@link UnreadableEventException} when that is impossible
   */
  record Delivery(String messageId, Optional<Instant> sent, Supplier<List<BucketEvent>> events) {}

  private final Ledger ledger;
  private final ChangeFinder finder;
  private final InstantSource clock;
  private final Consumer<String> metrics;

  /**
   * @param canaries tells the watcher's own objects, which belong to no archive
   * @param metrics takes one line of metrics a batch
   */
  ArrivalRecorder(
      Ledger ledger,
      ArchiveLayout layout,
      Predicate<Canary> canaries,
      InstantSource clock,
      Consumer<String> metrics) {
    this.ledger = ledger;
    this.finder = new ChangeFinder(layout, canaries, clock);
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Records a batch.
   *
   * @param function the name that the function has where it is deployed
   * @return the ids of the messages that have to come again: unreadable, or not written now
   * @throws dev.walwatch.ledger.LedgerUnavailableException when nothing can be written at all
   */
  Set<String> record(List<Delivery> batch, String function, LambdaLogger log) {
    var failed = new LinkedHashSet<String>();
    var messages = new ArrayList<Message>();
    var came = new HashMap<String, Instant>();
    for (var delivery : batch) {
      try {
        var message = new Message(delivery.messageId(), delivery.events().get());
        messages.add(message);
        delivery.sent().or(() -> newestEvent(message)).ifPresent(at -> came.put(message.id(), at));
      } catch (UnreadableEventException unreadable) {
        failed.add(delivery.messageId());
        log.log("message " + delivery.messageId() + " is unreadable: " + unreadable.getMessage());
      }
    }
    int unreadable = failed.size();
    var arrivals = finder.find(messages);
    for (var messageId : write(arrivals.changes())) {
      failed.add(messageId);
      log.log("message " + messageId + " has to come again: the ledger could not be written");
    }
    failed.addAll(noteCanaries(arrivals.canaries(), log));
    came.keySet().removeAll(failed);
    boolean noted = note(came.values(), log);
    metrics.accept(
        new ArrivalMetrics(batch.size(), unreadable, failed.size() - unreadable, noted, arrivals)
            .line(function, clock.instant()));
    return failed;
  }

  private static Optional<Instant> newestEvent(Message message) {
    return message.events().stream()
        .filter(BucketEvent.Change.class::isInstance)
        .map(event -> ((BucketEvent.Change) event).at())
        .max(Comparator.naturalOrder());
  }

  /**
   * Notes once when the newest event of a batch came in. What was recorded is recorded without it:
   * a batch that came again for its sake would fail again while the ledger is in trouble.
   *
   * @return false when it could not be noted; the next batch notes a newer one
   */
  private boolean note(Collection<Instant> moments, LambdaLogger log) {
    var now = clock.instant();
    try {
      moments.stream()
          .max(Comparator.naturalOrder())
          // clocks differ, and nothing has come from the future
          .map(newest -> newest.isAfter(now) ? now : newest)
          .ifPresent(ledger::noteEvent);
      return true;
    } catch (RuntimeException e) {
      log.log("when the newest event came in could not be noted: " + Reasons.of(e));
      return false;
    }
  }

  /**
   * Notes when the newest of each canary was written. One that could not be noted has to come
   * again: the checker would take it for lost.
   *
   * @return the messages that have to come again
   */
  private Set<String> noteCanaries(List<Sighting> sightings, LambdaLogger log) {
    var newest = new TreeMap<Canary, Instant>();
    sightings.forEach(
        it -> newest.merge(it.canary(), it.at(), BinaryOperator.maxBy(Comparator.naturalOrder())));
    var messageIds = new LinkedHashSet<String>();
    newest.forEach(
        (canary, at) -> {
          try {
            ledger.noteCanary(canary, at);
          } catch (RuntimeException e) {
            log.log(
                "that the canary %s came could not be noted: %s"
                    .formatted(PlainText.line(canary.toString()), Reasons.of(e)));
            sightings.stream()
                .filter(it -> it.canary().equals(canary))
                .forEach(it -> messageIds.add(it.messageId()));
          }
        });
    return messageIds;
  }

  /** Returns the messages of which a change could not be written. */
  private Set<String> write(List<Arrival> arrivals) {
    var changes = arrivals.stream().map(Arrival::change).toList();
    // two messages may tell of the same change: then both come again
    Set<ObjectChange> unwritten = new HashSet<>(ledger.record(changes));
    var messageIds = new LinkedHashSet<String>();
    arrivals.stream()
        .filter(arrival -> unwritten.contains(arrival.change()))
        .forEach(arrival -> messageIds.add(arrival.messageId()));
    return messageIds;
  }
}
