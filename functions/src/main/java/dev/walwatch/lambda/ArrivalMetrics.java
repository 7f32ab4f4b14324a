package dev.walwatch.lambda;

import dev.walwatch.archive.ObjectChange;
import dev.walwatch.arrival.Arrivals;
import java.time.Instant;
import java.util.EnumMap;
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

  private Map<Metric, Long> values() {
    long appeared =
        arrivals.changes().stream()
            .filter(arrival -> arrival.change() instanceof ObjectChange.Appeared)
            .count();
    var values = new EnumMap<Metric, Long>(Metric.class);
    values.put(Metric.MESSAGES_RECEIVED, (long) messages);
    values.put(Metric.MESSAGES_UNREADABLE, (long) unreadable);
    values.put(Metric.MESSAGES_UNWRITTEN, (long) unwritten);
    values.put(Metric.OBJECTS_APPEARED, appeared);
    values.put(Metric.OBJECTS_REMOVED, arrivals.changes().size() - appeared);
    values.put(Metric.CANARIES_SEEN, (long) arrivals.canaries().size());
    values.put(Metric.KEYS_IGNORED, sum(arrivals.ignoredKeys()));
    values.put(Metric.EVENTS_IGNORED, sum(arrivals.ignoredEvents()));
    values.put(Metric.TEST_EVENTS, (long) arrivals.testEvents());
    values.put(Metric.NOTES_FAILED, noted ? 0L : 1L);
    return values;
  }

  private static long sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }
}
