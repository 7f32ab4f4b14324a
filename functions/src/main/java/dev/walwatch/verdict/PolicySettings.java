package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Policy as people write it: named settings, durations such as {@code 28h} or {@code 15m}. */
public final class PolicySettings {
  /** Every setting there is, with its default. */
  public static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("backup.warning", "28h"),
          Map.entry("backup.critical", "52h"),
          Map.entry("backup.unfinished", "24h"),
          Map.entry("wal.grace", "10m"),
          Map.entry("wal.warning", "15m"),
          Map.entry("wal.critical", "60m"),
          Map.entry("wal.expect", "learn"),
          Map.entry("wal.quiet", ""),
          Map.entry("wal.segment-size", "auto"),
          Map.entry("wal.before-9.3", "auto"),
          Map.entry("icinga.host", ""),
          Map.entry("icinga.backup-service", Service.BASE_BACKUP.runbookName()),
          Map.entry("icinga.wal-service", Service.WAL_ARCHIVING.runbookName()),
          Map.entry("alert.confirm", "1"),
          Map.entry("alert.remind", "4h"));

  /** To be told from the archive. */
  private static final String AUTO = "auto";

  /** Not to be told again. */
  private static final String NEVER = "never";

  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,6}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h|d)");

  private final Map<String, String> values;

  private PolicySettings(Map<String, String> values) {
    this.values = values;
  }

  /** Returns the settings that hold where nobody sets anything. */
  public static PolicySettings defaults() {
    return new PolicySettings(DEFAULTS);
  }

  /**
   * Returns these settings with some replaced.
   *
   * @throws BadPolicyException when there is no setting of that name
   */
  public PolicySettings with(Map<String, String> overrides) {
    for (var name : new TreeSet<>(overrides.keySet())) {
      if (!DEFAULTS.containsKey(name)) {
        throw new BadPolicyException(
            "there is no setting \"" + name + "\"; there are " + new TreeSet<>(DEFAULTS.keySet()));
      }
    }
    var merged = new TreeMap<>(values);
    merged.putAll(overrides);
    return new PolicySettings(merged);
  }

  /**
   * Reads the settings.
   *
   * @throws BadPolicyException naming the first setting that does not say what it should
   */
  public Policy toPolicy() {
    return new Policy(
        duration("backup.warning"),
        duration("backup.critical"),
        duration("backup.unfinished"),
        duration("wal.grace"),
        duration("wal.warning"),
        duration("wal.critical"),
        expectation(),
        QuietHours.parse(value("wal.quiet")),
        isAuto("wal.segment-size") ? Optional.empty() : Optional.of(segmentSize()),
        isAuto("wal.before-9.3") ? Optional.empty() : Optional.of(truth("wal.before-9.3")),
        new Policy.IcingaNames(
            icingaHost(values), value("icinga.backup-service"), value("icinga.wal-service")),
        new Policy.AlertPolicy(confirm(), remind()),
        List.of());
  }

  /** Returns the Icinga host that a cluster's settings name, empty when they name none. */
  public static Optional<String> icingaHost(Map<String, String> settings) {
    return Optional.ofNullable(settings.get("icinga.host"))
        .map(String::strip)
        .filter(host -> !host.isEmpty());
  }

  private String value(String name) {
    return values.getOrDefault(name, "").strip();
  }

  private Duration duration(String name) {
    return duration(name, value(name));
  }

  /**
   * Reads a duration as people write it, such as {@code 28h}, {@code 15m}, {@code 90s} or {@code
   * 2d}.
   *
   * @param name the setting it is the value of
   * @throws BadPolicyException naming the setting when it is not a duration, or zero
   */
  public static Duration duration(String name, String text) {
    var parts = DURATION.matcher(text);
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw new BadPolicyException(
          name + " is \"" + text + "\", not a duration such as 28h, 15m, 90s or 2d");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private boolean isAuto(String name) {
    return value(name).equals(AUTO);
  }

  private int confirm() {
    var text = value("alert.confirm");
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new BadPolicyException(
          "alert.confirm is \""
              + text
              + "\", not a whole number from 0 to "
              + Policy.AlertPolicy.MOST_CONFIRM);
    }
    return Integer.parseInt(text);
  }

  private Optional<Duration> remind() {
    return value("alert.remind").equals(NEVER)
        ? Optional.empty()
        : Optional.of(duration("alert.remind"));
  }

  private WalExpectation expectation() {
    return WalExpectation.find(value("wal.expect"))
        .orElseThrow(
            () ->
                new BadPolicyException(
                    "wal.expect is \"" + value("wal.expect") + "\", not steady, idle-ok or learn"));
  }

  private SegmentSize segmentSize() {
    try {
      return SegmentSize.parse(value("wal.segment-size"));
    } catch (IllegalArgumentException e) {
      throw new BadPolicyException("wal.segment-size: " + e.getMessage());
    }
  }

  private boolean truth(String name) {
    return switch (value(name)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new BadPolicyException(
              name + " is \"" + value(name) + "\", not true, false or auto");
    };
  }
}
