package dev.walwatch.bucket.stack;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The buckets that a stack may have changed, by the properties of its resource.
 *
 * @param notifying those that may have entries of the stack
 * @param onEventBridge those that it may have switched to EventBridge
 */
public record Claims(Set<String> notifying, Set<String> onEventBridge) {

  public Claims {
    notifying = Set.copyOf(notifying);
    onEventBridge = Set.copyOf(onEventBridge);
  }

  /** Returns what of a set is not in another, in the order of names. */
  public static Set<String> without(Set<String> some, Set<String> others) {
    var rest = new LinkedHashSet<>(some.stream().sorted().toList());
    rest.removeAll(others);
    return rest;
  }
}
