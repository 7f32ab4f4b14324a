package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * What a service was last found to be.
 *
 * @param severity how bad it is
 * @param since the moment of judgement that first found it so
 * @param headline the first line of what was said about it then
 */
public record ServiceState(Severity severity, Instant since, String headline) {

  /** Returns the state after one more judgement: as long as the severity stays, so does since. */
  public static ServiceState after(
      Optional<ServiceState> before, Severity severity, Instant at, String headline) {
    var since =
        before.filter(state -> state.severity() == severity).map(ServiceState::since).orElse(at);
    return new ServiceState(severity, since, headline);
  }
}
