package dev.walwatch.cli.ledger;

import dev.walwatch.cli.common.TypedTime;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.PolicySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say when something ends; at most one of them. */
final class PeriodOptions {
  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it ends, such as 2026-11-22T18:00:00Z or 2026-11-22T18:00:00+01:00.")
  private @Nullable String until;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      description = "How long it holds, such as 90s, 15m, 2h or 3d.")
  private @Nullable String length;

  /**
   * Returns when it ends, empty when nothing is said.
   *
   * @param begin when it begins
   * @throws IllegalArgumentException with one sentence when it ends in the past, or what was typed
   *     is no time
   */
  Optional<Instant> end(Instant begin, Instant now) {
    var end = until == null ? span().map(begin::plus) : Optional.of(moment(until));
    if (end.filter(moment -> !moment.isAfter(now)).isPresent()) {
      var option = until == null ? "--for " + length : "--until " + until;
      throw new IllegalArgumentException(
          "%s ends at %s, which is past: it is %s"
              .formatted(option, Spoken.moment(end.orElseThrow()), Spoken.moment(now)));
    }
    return end;
  }

  private static Instant moment(String text) {
    return TypedTime.moment("--until", text);
  }

  private Optional<Duration> span() {
    try {
      return Optional.ofNullable(length).map(text -> PolicySettings.duration("--for", text));
    } catch (BadPolicyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
