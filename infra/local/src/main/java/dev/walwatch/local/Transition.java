package dev.walwatch.local;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A service was found in another state than before.
 *
 * @param at the moment of judgement
 * @param before empty when it was seen for the first time
 */
public record Transition(
    Instant at, ClusterId cluster, Service service, Optional<Severity> before, ServiceState state) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Returns it on one line; the text begins with the new severity. */
  public String line() {
    return "%s  %s  %-13s  %s"
        .formatted(
            MOMENT.format(at),
            PlainText.line("s3://" + cluster),
            service.id(),
            PlainText.line(state.headline()));
  }
}
