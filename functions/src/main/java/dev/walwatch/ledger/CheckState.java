package dev.walwatch.ledger;

import java.util.Map;

/**
 * Facts that are replaced as a whole: what the checker derived in its last run and wants to find
 * again in its next, or the gaps that somebody took note of.
 *
 * @param version 0 before the first save, then rising; guards against two runs at once
 * @param facts named facts as text; the rooms that own them read and write them
 */
public record CheckState(long version, Map<String, String> facts) {
  /** The state of a cluster that was never checked. */
  public static final CheckState NONE = new CheckState(0, Map.of());

  public CheckState {
    facts = Map.copyOf(facts);
  }

  /** Returns the same version with other facts. */
  public CheckState with(Map<String, String> newFacts) {
    return new CheckState(version, newFacts);
  }
}
