package dev.walwatch.lambda;

import dev.walwatch.archive.ObjectChange;
import dev.walwatch.arrival.Arrivals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one batch came to, in numbers.
 *
 * @param messages how many messages were delivered
 * @param unreadable how many of them could not be read
 * @param unwritten how many of them could not be written down
 * @param arrivals what the others said
 */
record ArrivalMetrics(int messages, int unreadable, int unwritten, Arrivals arrivals) {

  /**
   * Returns one line in CloudWatch's embedded metric format. The only dimension is the function: a
   * dimension for each cluster would cost more than all else. Why keys and events were ignored
   * stands beside the metrics, for searching.
   */
  String line(String function, Instant now) {
    var values = values();
    var metrics = values.keySet().stream().map(ArrivalMetrics::counter).toList();
    var directive =
        Map.of(
            "Namespace",
            "walwatch",
            "Dimensions",
            List.of(List.of("Function")),
            "Metrics",
            metrics);
    var line = new LinkedHashMap<String, Object>();
    line.put(
        "_aws", Map.of("Timestamp", now.toEpochMilli(), "CloudWatchMetrics", List.of(directive)));
    line.put("Function", function);
    line.putAll(values);
    line.put("ignoredKeys", new TreeMap<>(arrivals.ignoredKeys()));
    line.put("ignoredEvents", new TreeMap<>(arrivals.ignoredEvents()));
    return JsonMapper.shared().writeValueAsString(line);
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
    values.put("KeysIgnored", sum(arrivals.ignoredKeys()));
    values.put("EventsIgnored", sum(arrivals.ignoredEvents()));
    values.put("TestEvents", (long) arrivals.testEvents());
    return values;
  }

  private static long sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  private static Map<String, String> counter(String name) {
    return Map.of("Name", name, "Unit", "Count");
  }
}
