package dev.walwatch.verdict;

import dev.walwatch.verdict.RestorePlan.Answer;
import dev.walwatch.verdict.RestorePlan.Stretch;
import dev.walwatch.verdict.RestorePlan.Target;
import dev.walwatch.verdict.TimelineChain.Required;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the newest base backup from which a target can be reached, and what has to be replayed. */
record Planner(
    NumberedArchive archive, List<Line> lines, List<JudgedBackup> backups, Target target) {

  /** A backup from which to start, on a line, and the last segment to replay. */
  private record Way(Line line, JudgedBackup backup, BackupExtent extent, SegmentNumber last) {
    SegmentRun replay() {
      return new SegmentRun(extent.first(), last);
    }

    boolean isWhole() {
      return line.covers(replay());
    }
  }

  Answer plan() {
    var ways = lines.stream().flatMap(this::waysOn).toList();
    return ways.stream()
        .filter(Way::isWhole)
        .findFirst()
        .or(() -> ways.stream().findFirst())
        .<Answer>map(way -> new Answer.Possible(planOf(way)))
        .orElseGet(() -> new Answer.Impossible(whyNot()));
  }

  /** The newest backup first: it has the least to replay. */
  private Stream<Way> waysOn(Line line) {
    return backups.stream()
        .filter(JudgedBackup::isRestorable)
        .flatMap(
            judged ->
                BackupExtent.of(judged.backup(), archive.numbering()).stream()
                    .filter(line.chain()::reaches)
                    .filter(extent -> line.covers(extent.needed()))
                    .flatMap(
                        extent ->
                            last(line, judged, extent).stream()
                                .map(last -> new Way(line, judged, extent, last))))
        .sorted(
            Comparator.<Way, SegmentNumber>comparing(way -> way.extent().first())
                .thenComparing(way -> finished(way.backup()))
                .reversed());
  }

  /** The last segment that a restore from a backup to the target reads; empty if it cannot. */
  private Optional<SegmentNumber> last(Line line, JudgedBackup judged, BackupExtent extent) {
    var needed = extent.needed().last();
    return switch (target) {
      case Target.Newest() -> line.covered().runAt(extent.first()).map(SegmentRun::last);
      case Target.Position(var lsn) ->
          Optional.of(archive.numbering().numberAt(lsn))
              .filter(number -> number.compareTo(needed) >= 0)
              .filter(number -> number.compareTo(line.required().last()) <= 0)
              .filter(
                  _ ->
                      extent
                          .stop()
                          .or(extent::start)
                          .map(it -> it.compareTo(lsn) <= 0)
                          .orElse(true));
      case Target.Time(var moment) ->
          finished(judged).isAfter(moment)
              ? Optional.empty()
              : reaching(line, extent.first(), moment)
                  .map(number -> number.compareTo(needed) >= 0 ? number : needed);
    };
  }

  /**
   * The segment after the last one that came before the moment: what was written at that moment is
   * in no segment that was archived before. One that came again later does not count as that.
   */
  private Optional<SegmentNumber> reaching(Line line, SegmentNumber from, Instant moment) {
    var next =
        line.chain().required(from, line.required().last()).reversed().stream()
            .flatMap(
                part ->
                    archive
                        .walOf(part.timeline())
                        .moments()
                        .lastBefore(part.run(), moment)
                        .stream())
            .findFirst()
            .map(SegmentNumber::next)
            .orElse(from);
    return Optional.of(next).filter(number -> number.compareTo(line.required().last()) <= 0);
  }

  private RestorePlan planOf(Way way) {
    var replay = way.replay();
    var parts = way.line().chain().required(replay.first(), replay.last());
    var missing =
        parts.stream()
            .flatMap(
                part ->
                    archive.walOf(part.timeline()).present().holesIn(part.run()).stream()
                        .map(hole -> stretch(new Required(part.timeline(), hole))))
            .toList();
    return new RestorePlan(
        way.backup(),
        way.line().chain().target(),
        parts.stream().map(this::stretch).toList(),
        missing,
        replay.count(),
        replay.count() * archive.numbering().size().bytes());
  }

  private Stretch stretch(Required part) {
    return new Stretch(
        archive.numbering().nameOf(part.timeline(), part.run().first()),
        archive.numbering().nameOf(part.timeline(), part.run().last()),
        part.run().count());
  }

  private String whyNot() {
    var windows =
        lines.stream().flatMap(line -> new Windows(line, archive, backups).all().stream()).toList();
    if (windows.isEmpty()) {
      return "no base backup in this archive can be restored";
    }
    var oldest = windows.stream().map(RecoveryWindow::from).min(Instant::compareTo).orElseThrow();
    var newest = windows.stream().flatMap(window -> window.to().stream()).max(Instant::compareTo);
    return switch (target) {
      case Target.Time(var moment) when moment.isBefore(oldest) ->
          moment + " is before the oldest moment that can be restored, " + oldest;
      case Target.Time(var moment) ->
          moment
              + " cannot be reached; the newest moment that can be restored is "
              + newest.map(Instant::toString).orElse("not known");
      case Target.Position(var lsn) ->
          lsn
              + " cannot be reached; the log can be restored from "
              + windows.getFirst().fromBackup()
              + " to "
              + windows.stream()
                  .map(RecoveryWindow::toLsn)
                  .max(Comparator.naturalOrder())
                  .orElseThrow();
      case Target.Newest() -> "no base backup in this archive can be restored";
    };
  }

  private static Instant finished(JudgedBackup judged) {
    return judged.backup().finishedAt().orElseThrow();
  }
}
