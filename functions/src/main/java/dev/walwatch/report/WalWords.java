package dev.walwatch.report;

import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said about findings of WAL archiving, in the meaning of the old runbook. */
final class WalWords {
  private WalWords() {}

  static Words gap(Gap gap, Instant now) {
    var facts = new ArrayList<String>();
    facts.add(missing(gap));
    facts.add("Seen since " + since(gap.since(), now) + ".");
    RemovalWords.sentences(gap.removals()).forEach(facts::add);
    gap.acknowledged().map(WalWords::acknowledged).ifPresent(facts::add);
    var what =
        gap.count() == 1
            ? "WAL segment " + gap.first() + " " + became(gap.kind())
            : gap.count()
                + " WAL segments "
                + becameMany(gap.kind())
                + " from "
                + gap.first()
                + " on";
    return new Words(
        (gap.acknowledged().isPresent() ? "acknowledged: " : "") + what + shortly(gap),
        facts,
        LossWords.meaning(gap),
        gap.severity() == Severity.OK ? "" : action(gap));
  }

  private static String missing(Gap gap) {
    var which =
        gap.count() == 1
            ? gap.first().toString()
            : gap.first() + " to " + gap.last() + ", " + gap.count() + " segments";
    var why =
        switch (gap.kind()) {
          case MISSING -> "";
          case FAILOVER_TAIL ->
              ": the primary before the promotion never archived "
                  + (gap.count() == 1 ? "it" : "them");
          case DELETED -> "";
          case EMPTY -> ": there is an object, but no content in it";
        };
    return (gap.kind() == Gap.Kind.EMPTY ? "Empty: " : "Missing: ") + which + why + ".";
  }

  private static String became(Gap.Kind kind) {
    return switch (kind) {
      case MISSING -> "is missing";
      case FAILOVER_TAIL -> "was never archived before the failover";
      case DELETED -> "was deleted";
      case EMPTY -> "is empty";
    };
  }

  private static String becameMany(Gap.Kind kind) {
    return switch (kind) {
      case MISSING -> "are missing";
      case FAILOVER_TAIL -> "were never archived before the failover";
      case DELETED -> "were deleted";
      case EMPTY -> "are empty";
    };
  }

  private static String shortly(Gap gap) {
    if (gap.severity() == Severity.OK) {
      return ", older than every kept backup";
    }
    return gap.lostTo().isPresent() ? ", older backups end there" : ", no restore gets past it";
  }

  private static String acknowledged(Acknowledgement by) {
    return "Acknowledged by "
        + PlainText.line(by.by())
        + by.until().map(end -> " until " + Spoken.moment(end)).orElse("")
        + ": "
        + PlainText.line(by.reason())
        + (by.reason().endsWith(".") ? "" : ".");
  }

  private static String action(Gap gap) {
    var takeOne =
        gap.lostTo().isPresent()
            ? " If it is gone, nothing more can be done: a newer base backup covers what came after."
            : " If it is gone, take a new base backup now: until it is complete, everything after the"
                + " gap is at risk.";
    return switch (gap.kind()) {
      case MISSING ->
          "Look for the file in pg_wal on the database host and archive it again, or bring it back"
              + " from the bucket's versions."
              + takeOne;
      case FAILOVER_TAIL ->
          "While the old primary's disk is still there, archive the file from its pg_wal by hand,"
              + " under the same name."
              + takeOne;
      case DELETED ->
          "Find out who deleted it and stop that. Bring it back from the bucket's versions, or"
              + " archive it again if pg_wal on the database host still has it."
              + takeOne;
      case EMPTY ->
          "Archive the file again from pg_wal on the database host, and find out why the upload"
              + " wrote nothing (a full disk, a broken pipe in archive_command)."
              + takeOne;
    };
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
    var length = Spoken.span(Duration.between(silence.arrived(), now));
    var came = "The last new segment came at " + Spoken.moment(silence.arrived()) + ".";
    var reading = SilenceWords.of(silence.silence());
    if (silence.severity() == Severity.OK) {
      return Words.good(
          "idle for " + length + ", newest segment " + silence.newest(), came, reading);
    }
    return new Words(
        "no WAL for " + length + ", newest segment " + silence.newest(),
        List.of(came, reading),
        "Nothing written after that moment is safe outside the database host: losing the host now"
            + " loses it. PostgreSQL retries the same segment for ever and keeps its WAL meanwhile.",
        "See on the database host why archive_command fails (the PostgreSQL log,"
            + " pg_stat_archiver) and how much room pg_wal has left. If the database is idle on"
            + " purpose, set wal.expect to idle-ok for this cluster, or raise wal.warning and"
            + " wal.critical. If its machine sleeps at set hours, name them in wal.quiet.");
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
        "segments look like "
            + mismatch.judgedWith()
            + ", not "
            + mismatch.set()
            + ", by names such as "
            + mismatch.example(),
        List.of("Everything else here was judged with " + mismatch.judgedWith() + "."),
        "With the wrong size every 4 GB of WAL would look like a gap.",
        "Ask the server (SHOW wal_segment_size) and set wal.segment-size for this cluster, or auto.");
  }

  static Words unlinked(Finding.TimelineUnlinked unlinked, Instant now) {
    var timeline = unlinked.timeline();
    var facts = new ArrayList<String>();
    facts.add(
        timeline.digits()
            + ".history is not in the archive; missed since "
            + since(unlinked.since(), now)
            + ".");
    RemovalWords.sentences(unlinked.removals()).forEach(facts::add);
    return new Words(
        "the history file of timeline " + timeline + " is missing",
        facts,
        "A base backup of an earlier timeline cannot be restored onto timeline "
            + timeline
            + ", and gaps at the switch cannot be told.",
        "Archive "
            + timeline.digits()
            + ".history again from pg_wal of the new primary, or take a"
            + " base backup on timeline "
            + timeline
            + ".");
  }

  static Words unreadable(Finding.HistoryUnreadable history) {
    return Words.good(
        "the history file of timeline " + history.timeline() + " cannot be read",
        "It is "
            + PlainText.line(history.reason())
            + ", so where the timeline begins is inferred from what else is in the archive.");
  }

  static Words splitBrain(Finding.SplitBrain brain) {
    return new Words(
        "two lines of WAL grow at once, at " + brain.live() + " and at " + brain.other(),
        List.of("Both came within the last hour, and neither continues the other."),
        "Either two servers believe to be the primary (split brain), or two clusters archive into"
            + " one prefix. What one of them writes will be lost, or the backups of both are.",
        "Find out which servers archive here: stop the one that should not, and give every cluster a"
            + " prefix of its own.");
  }

  static Words newEpoch(Finding.NewEpoch epoch) {
    return Words.good(
        "a new life of the cluster began at " + epoch.begin(),
        "The log goes on there with another timeline or system, as after pg_upgrade.",
        epoch.restorable()
            ? "It has a base backup of its own that can be restored."
            : "It has no base backup yet that can be restored: nothing written since can be.");
  }

  static Words eventsLost(Finding.EventsLost lost) {
    var drift = lost.drift();
    return new Words(
        Spoken.count(drift.objects(), "event") + " of S3 never arrived",
        List.of(
            "A comparison with S3 at "
                + Spoken.moment(drift.found())
                + " found objects, written from "
                + Spoken.moment(drift.from())
                + " to "
                + Spoken.moment(drift.to())
                + ", that nothing had told of. The record is repaired."),
        "No data is lost. But alarms come late while events are lost.",
        "Look at the dead-letter queue and at the bucket's notifications: were they changed?");
  }

  private static String since(Instant since, Instant now) {
    return Spoken.moment(since) + " (" + Spoken.span(Duration.between(since, now)) + ")";
  }
}
