package dev.walwatch.report;

import dev.walwatch.verdict.Silence;
import dev.walwatch.verdict.Silence.Asleep;
import dev.walwatch.verdict.Silence.Reading;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said about why a silence is, or is not, taken for trouble (rule D15). */
final class SilenceWords {
  private SilenceWords() {}

  static String of(Silence silence) {
    var counted =
        silence
            .asleep()
            .filter(_ -> silence.reading() != Reading.ALLOWED)
            .map(SilenceWords::counted);
    return Stream.concat(taken(silence).stream(), counted.stream())
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> taken(Silence silence) {
    return switch (silence.reading()) {
      case STEADY -> Optional.of("WAL is expected all the time here (wal.expect is steady).");
      case ALLOWED ->
          Optional.of(
              "Silence is allowed here (wal.expect is idle-ok): the next base backup has to bring"
                  + " its own WAL.");
      // the hours say it all
      case ASLEEP -> Optional.empty();
      case USUAL ->
          Optional.of(
              "It was as quiet at this time on "
                  + silence.quiet()
                  + " of the last "
                  + silence.days()
                  + " days, so the database is taken to be idle.");
      case UNUSUAL ->
          Optional.of(
              "WAL came at this time on "
                  + (silence.days() - silence.quiet())
                  + " of the last "
                  + silence.days()
                  + " days, so this silence is unusual.");
      case UNKNOWN ->
          Optional.of(
              "Too few days are known yet to tell an idle database from a broken archiver, so"
                  + " silence counts.");
    };
  }

  private static String counted(Asleep asleep) {
    var hours = "the quiet hours of this cluster (wal.quiet is " + asleep.hours() + ")";
    var count =
        asleep.counted().isZero()
            ? "none of this silence counts"
            : "only " + Spoken.span(asleep.counted()) + " of it count";
    return (asleep.now() ? "It is in " : "Part of the silence lies in ")
        + hours
        + ", so "
        + count
        + ".";
  }
}
