package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.TypedTime;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.PolicySettings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how to judge. */
final class PolicyOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Judge as of this moment, such as 2026-11-22T14:38:14Z. Default: now; for a trace, just"
              + " past the grace (wal.grace) after its end, so that what is missing then counts as"
              + " missing.")
  private @Nullable String at;

  @Option(
      names = "--segment-size",
      paramLabel = "SIZE",
      description = "Such as 16MB or 1GB. Default: told from the names.")
  private @Nullable String segmentSize;

  @Option(
      names = "--expect",
      paramLabel = "steady|idle-ok|learn",
      description =
          "What silence means: steady, WAL comes all the time; idle-ok, silence is fine; learn,"
              + " compare with the past two weeks. Default: learn.")
  private @Nullable String expect;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Another setting of a cluster, such as backup.critical=8d or wal.grace=30m.")
  private Map<String, String> settings = new TreeMap<>();

  Policy policy() {
    var chosen = new TreeMap<>(settings);
    Optional.ofNullable(segmentSize).ifPresent(text -> chosen.put("wal.segment-size", text));
    Optional.ofNullable(expect).ifPresent(text -> chosen.put("wal.expect", text));
    try {
      return PolicySettings.defaults().with(chosen).toPolicy();
    } catch (BadPolicyException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the moment to judge, where somebody chose one. */
  Optional<Instant> at() {
    return Optional.ofNullable(at).map(text -> moment("--at", text));
  }

  /** Reads a moment of an option. */
  Instant moment(String option, String text) {
    try {
      return TypedTime.moment(option, text);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
