package dev.walwatch.bucket;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * Brings together what a bucket tells others and what it is to tell walwatch.
 *
 * <p>Entries of others are passed on as the objects they came in. EventBridge is switched on and
 * never off: others may rely on it by then, and cannot be seen from here.
 */
final class Merge {
  private Merge() {}

  static Plan plan(NotificationConfiguration current, Wanted wanted) {
    var entries = wanted.entries();
    boolean switchOn = wanted.eventBridge() && current.eventBridgeConfiguration() == null;
    if (!switchOn && ours(current, wanted.mark()).equals(setOf(entries))) {
      return new Plan.Nothing();
    }
    var others = others(current, wanted.mark());
    for (var ours : entries.stream().map(Entry::of).toList()) {
      for (var theirs : others) {
        if (ours.overlaps(theirs)) {
          return new Plan.Overlap(theirs, ours);
        }
      }
    }
    var queues = new ArrayList<>(current.queueConfigurations());
    queues.removeIf(queue -> wanted.mark().isOn(queue.id()));
    queues.addAll(entries);
    var merged = current.toBuilder().queueConfigurations(queues);
    if (switchOn) {
      merged.eventBridgeConfiguration(EventBridgeConfiguration.builder().build());
    }
    return new Plan.Write(merged.build(), !entries.isEmpty());
  }

  /** Returns the entries of everybody else. */
  static List<Entry> others(NotificationConfiguration current, StackMark mark) {
    var ours = ours(current, mark);
    return Entry.allOf(current).stream().filter(entry -> !ours.contains(entry)).toList();
  }

  private static Set<Entry> ours(NotificationConfiguration current, StackMark mark) {
    return setOf(
        current.queueConfigurations().stream().filter(queue -> mark.isOn(queue.id())).toList());
  }

  private static Set<Entry> setOf(List<QueueConfiguration> queues) {
    return queues.stream().map(Entry::of).collect(Collectors.toUnmodifiableSet());
  }
}
