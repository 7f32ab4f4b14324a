package dev.walwatch.report;

import dev.walwatch.verdict.Silence;

/** What is said about why a silence is, or is not, taken for trouble (rule D15). */
final class SilenceWords {
  private SilenceWords() {}

  static String of(Silence silence) {
    return switch (silence.reading()) {
      case STEADY -> "WAL is expected all the time here (wal.expect is steady).";
      case ALLOWED ->
          "Silence is allowed here (wal.expect is idle-ok): the next base backup has to bring its"
              + " own WAL.";
      case USUAL ->
          "It was as quiet at this time on "
              + silence.quiet()
              + " of the last "
              + silence.days()
              + " days, so the database is taken to be idle.";
      case UNUSUAL ->
          "WAL came at this time on "
              + (silence.days() - silence.quiet())
              + " of the last "
              + silence.days()
              + " days, so this silence is unusual.";
      case UNKNOWN ->
          "Too few days are known yet to tell an idle database from a broken archiver, so silence"
              + " counts.";
    };
  }
}
