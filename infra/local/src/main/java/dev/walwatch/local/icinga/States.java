package dev.walwatch.local.icinga;

import dev.walwatch.verdict.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/** Icinga's numbers for the states of a service, which are the exit codes of plugins. */
final class States {

  private States() {}

  static Optional<Severity> of(int number) {
    return Stream.of(Severity.values())
        .filter(severity -> severity.exitCode() == number)
        .findFirst();
  }
}
