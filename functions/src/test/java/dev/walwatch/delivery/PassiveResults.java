package dev.walwatch.delivery;

import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.List;

/** Results to submit in tests. */
final class PassiveResults {

  private PassiveResults() {}

  static PassiveResult of(String service, Severity state) {
    return of(service, state, state + ": first line\nsecond line", Duration.ofMinutes(10));
  }

  static PassiveResult of(String service, Severity state, String output, Duration ttl) {
    return on(IcingaLab.HOST, service, state, output, ttl);
  }

  static PassiveResult onHost(String host) {
    return on(host, IcingaLab.ARCHIVING, Severity.OK, "OK: fine", Duration.ofMinutes(10));
  }

  private static PassiveResult on(
      String host, String service, Severity state, String output, Duration ttl) {
    return new PassiveResult(
        host,
        service,
        state,
        output,
        List.of("wal_age=41s;900;3600;0;", "missing_segments=0;;;0;"),
        "walwatch",
        ttl);
  }
}
