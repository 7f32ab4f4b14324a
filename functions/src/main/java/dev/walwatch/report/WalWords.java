package dev.walwatch.report;

import dev.walwatch.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said about findings of WAL archiving, in the meaning of the old runbook. */
final class WalWords {
  private WalWords() {}

  static Words gap(Finding.WalGap gap, Instant now) {
    var facts = new ArrayList<String>();
    facts.add(
        gap.count() == 1
            ? "Missing: " + gap.first() + "."
            : "Missing: " + gap.first() + " to " + gap.last() + ", " + gap.count() + " segments.");
    facts.add("Seen since " + since(gap.since(), now) + ".");
    RemovalWords.sentences(gap.removals()).forEach(facts::add);
    return new Words(
        gap.count() == 1
            ? "WAL segment " + gap.first() + " is missing, no restore gets past it"
            : gap.count() + " WAL segments are missing from " + gap.first() + " on",
        facts,
        "A restore stops before "
            + gap.first()
            + ". Later moments can be reached only from a base"
            + " backup that started after the gap.",
        "Look for the file in pg_wal on the database host and archive it again, or bring it back from"
            + " the bucket's versions. If it is gone, take"
            + " a new base backup now: until it is complete, everything after the gap is at risk.");
  }

  static Words hole(Finding.WalHole hole, Instant now) {
    return Words.good(
        Spoken.segments(hole.count()) + " not there yet, from " + hole.first() + " on",
        "Waiting for "
            + hole.first()
            + " since "
            + since(hole.since(), now)
            + "; archivers upload out of order, so it may still come.");
  }

  static Words silence(Finding.WalSilence silence, Instant now) {
    return new Words(
        "no WAL for "
            + Spoken.span(Duration.between(silence.arrived(), now))
            + ", newest segment "
            + silence.newest(),
        List.of("The last new segment came at " + Spoken.moment(silence.arrived()) + "."),
        "Nothing written after that moment is safe outside the database host: losing the host now"
            + " loses it. PostgreSQL retries the same segment for ever and keeps its WAL meanwhile.",
        "See on the database host why archive_command fails (the PostgreSQL log,"
            + " pg_stat_archiver) and how much room pg_wal has left. If the database is idle on"
            + " purpose, raise wal.warning and wal.critical for this cluster.");
  }

  static Words flows(Finding.WalFlows flows, Instant now) {
    return Words.good(
        "WAL arrives, newest segment "
            + flows.newest()
            + " "
            + Spoken.span(Duration.between(flows.arrived(), now))
            + " ago");
  }

  static Words neverSeen() {
    return new Words(
        "no WAL segment was ever seen",
        List.of(),
        "Without WAL no base backup of this cluster can be restored.",
        "Check archive_mode and archive_command on the database host, and that they write to this"
            + " prefix.");
  }

  static Words gone(Finding.WalGone gone) {
    return new Words(
        "all WAL is gone from the archive",
        RemovalWords.sentences(gone.removals()),
        "No base backup of this cluster can be restored from the archive.",
        "Find out who removed it, stop that, and bring the objects back if the bucket is versioned."
            + " Then take a new base backup now.");
  }

  static Words segmentSize(Finding.SegmentSizeMismatch mismatch) {
    return new Words(
        "segment names do not fit "
            + mismatch.configured()
            + " segments, such as "
            + mismatch.example(),
        List.of(Spoken.segments(mismatch.count()) + " left out of the judgement because of that."),
        "Gaps cannot be told while the segment size is wrong.",
        "Ask the server (SHOW wal_segment_size) and set wal.segment-size for this cluster.");
  }

  static Words unlinked(Finding.TimelineUnlinked unlinked, Instant now) {
    var timeline = unlinked.timeline();
    return new Words(
        "the history file of timeline " + timeline + " is missing",
        List.of(
            timeline.digits()
                + ".history is not in the archive; missed since "
                + since(unlinked.since(), now)
                + "."),
        "A base backup of an earlier timeline cannot be restored onto timeline "
            + timeline
            + ", and gaps before the switch cannot be told.",
        "Archive "
            + timeline.digits()
            + ".history again from pg_wal of the new primary, or take a"
            + " base backup on timeline "
            + timeline
            + ".");
  }

  private static String since(Instant since, Instant now) {
    return Spoken.moment(since) + " (" + Spoken.span(Duration.between(since, now)) + ")";
  }
}
