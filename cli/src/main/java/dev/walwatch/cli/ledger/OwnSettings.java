package dev.walwatch.cli.ledger;

import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.PolicySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of a cluster's own, before and after a change. */
final class OwnSettings {
  private static final int LONGEST_VALUE = 500;

  /** Of these, the first must not be longer than the second. */
  private static final Map<String, String> ORDERED =
      Map.of("backup.warning", "backup.critical", "wal.warning", "wal.critical");

  private OwnSettings() {}

  /**
   * Checks them as the checker does, with the built-in default for what they leave out.
   *
   * @throws BadPolicyException naming the first setting that does not say what it should
   */
  static void check(Map<String, String> settings) {
    settings.forEach(OwnSettings::checkText);
    PolicySettings.defaults().with(settings).toPolicy();
  }

  private static void checkText(String name, String value) {
    if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
      throw new BadPolicyException(
          name
              + " has to be one line of at most %d characters, without control characters"
                  .formatted(LONGEST_VALUE));
    }
  }

  /** Returns a line for each setting that differs. */
  static List<String> changes(Map<String, String> before, Map<String, String> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    var lines = new ArrayList<String>();
    for (var name : names) {
      var old = before.get(name);
      var now = after.get(name);
      if (now == null) {
        lines.add("%s removed (was %s)".formatted(name, old));
      } else if (!Objects.equals(old, now)) {
        lines.add(
            old == null
                ? "%s = %s".formatted(name, now)
                : "%s = %s (was %s)".formatted(name, now, old));
      }
    }
    return lines;
  }

  /**
   * Returns what cannot be checked from here: the deployment's own default of a threshold whose
   * counterpart is set.
   */
  static List<String> doubts(Map<String, String> settings) {
    var lines = new ArrayList<String>();
    new TreeMap<>(ORDERED)
        .forEach(
            (lower, higher) -> {
              if (settings.containsKey(lower) != settings.containsKey(higher)) {
                var own = settings.containsKey(lower) ? lower : higher;
                var other = settings.containsKey(lower) ? higher : lower;
                lines.add(
                    "%s is set and %s is not: set both if the deployment's default is not the built-in %s"
                        .formatted(own, other, PolicySettings.DEFAULTS.get(other)));
              }
            });
    return lines;
  }
}
