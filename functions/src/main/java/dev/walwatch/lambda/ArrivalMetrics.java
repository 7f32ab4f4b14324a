package dev.walwatch.lambda;

import dev.walwatch.archive.ObjectChange;
import dev.walwatch.arrival.Arrivals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one batch came to, in numbers.
 *
 * @param messages how many messages were delivered
 * @param unreadable how many of them could not be read
 * @param unwritten how many of them could not be written down
 * @param noted whether it could be noted when the newest of them came in
 * @param arrivals what the others said
 */
record ArrivalMetrics(
    int messages, int unreadable, int unwritten, boolean noted, Arrivals arrivals) {

  /**
   * Returns one line in CloudWatch's embedded metric format. Why keys and events were ignored
   * stands beside the metrics, for searching.
   */
  String line(String function, Instant now) {
    var ignored = new LinkedHashMap<String, Object>();
    ignored.put("ignoredKeys", new TreeMap<>(arrivals.ignoredKeys()));
    ignored.put("ignoredEvents", new TreeMap<>(arrivals.ignoredEvents()));
    return EmbeddedMetrics.line(function, now, values(), ignored);
  }

  private Map<String, Long> values() {
    long appeared =
        arrivals.changes().stream()
            .filter(arrival -> arrival.change() instanceof ObjectChange.Appeared)
            .count();
    var values = new LinkedHashMap<String, Long>();
    values.put("MessagesReceived", (long) messages);
    values.put("MessagesUnreadable", (long) unreadable);
    values.put("MessagesUnwritten", (long) unwritten);
    values.put("ObjectsAppeared", appeared);
    values.put("ObjectsRemoved", arrivals.changes().size() - appeared);
    values.put("CanariesSeen", (long) arrivals.canaries().size());
    values.put("KeysIgnored", sum(arrivals.ignoredKeys()));
    values.put("EventsIgnored", sum(arrivals.ignoredEvents()));
    values.put("TestEvents", (long) arrivals.testEvents());
    values.put("NotesFailed", noted ? 0L : 1L);
    return values;
  }

  private static long sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }
}
