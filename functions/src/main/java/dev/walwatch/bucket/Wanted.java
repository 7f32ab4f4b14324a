package dev.walwatch.bucket;

import java.util.List;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * What one bucket is to tell walwatch.
 *
 * @param mark whose entries are ours
 * @param eventBridge whether its events are to go to EventBridge; what is not wanted is left as it
 *     is
 * @param queueArn where notifications go; not looked at without prefixes
 * @param prefixes the key prefixes that the queue is to hear of; none to remove our entries
 */
record Wanted(StackMark mark, boolean eventBridge, String queueArn, List<String> prefixes) {
  /** A lifecycle rule's deletions are no {@code ObjectRemoved}. */
  private static final List<String> EVENTS =
      List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*");

  Wanted {
    prefixes = List.copyOf(prefixes);
  }

  static Wanted nothing(StackMark mark) {
    return new Wanted(mark, false, "", List.of());
  }

  List<QueueConfiguration> entries() {
    return prefixes.stream().map(this::entry).toList();
  }

  private QueueConfiguration entry(String prefix) {
    var queue =
        QueueConfiguration.builder()
            .id(mark.idFor(prefix))
            .queueArn(queueArn)
            .eventsWithStrings(EVENTS);
    if (!prefix.isEmpty()) {
      var rule = FilterRule.builder().name(FilterRuleName.PREFIX).value(prefix).build();
      queue.filter(filter -> filter.key(key -> key.filterRules(rule)));
    }
    return queue.build();
  }
}
