package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From where to where a base backup needs WAL, as its name and its sentinel tell.
 *
 * @param timeline the timeline it was taken on
 * @param first the segment that it starts in
 * @param last the last segment that it needs (rule D14); empty when its stop is not known
 * @param start where it starts; empty when that is not known
 * @param stop where it stops; empty when that is not known
 * @param stopTimeline the timeline that it stopped on; empty when that is not known
 */
record BackupExtent(
    Timeline timeline,
    SegmentNumber first,
    Optional<SegmentNumber> last,
    Optional<Lsn> start,
    Optional<Lsn> stop,
    Optional<Timeline> stopTimeline) {

  /** From this version on {@code pg_walfile_name} names the segment that a boundary begins. */
  private static final int NAMES_THE_NEXT = 170000;

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{8}");

  /** WAL-E cuts the offset to eight digits, so a ninth may be lost in segments of this size. */
  private static final long OFFSETS_OF_NINE_DIGITS = 100_000_000;

  /** Returns a backup's extent, empty when its name fits no segment of this size. */
  static Optional<BackupExtent> of(BaseBackup backup, WalNumbering numbering) {
    return Optional.of(backup.name().start())
        .filter(numbering::allows)
        .map(name -> of(backup, name, numbering));
  }

  private static BackupExtent of(BaseBackup backup, SegmentName name, WalNumbering numbering) {
    var stop = backup.sentinel().flatMap(SentinelContent::stop);
    var known = stop.flatMap(told -> stopOf(told, backup, numbering));
    var first = numbering.numberOf(name);
    return new BackupExtent(
        name.timeline(),
        first,
        known.map(End::last).filter(last -> last.compareTo(first) >= 0),
        start(backup, first, stop, numbering),
        known.flatMap(End::stop),
        stop.filter(Stop.InSegment.class::isInstance)
            .map(told -> ((Stop.InSegment) told).segment().timeline()));
  }

  private record End(SegmentNumber last, Optional<Lsn> stop) {}

  private static Optional<End> stopOf(Stop told, BaseBackup backup, WalNumbering numbering) {
    return switch (told) {
      case Stop.At(var position) -> Optional.of(endAt(position, numbering));
      case Stop.InSegment(var segment, var offset) when numbering.allows(segment) -> {
        var number = numbering.numberOf(segment);
        if (offset.isEmpty() || offset.getAsLong() >= numbering.size().bytes()) {
          yield Optional.of(new End(number, Optional.empty()));
        }
        if (offset.getAsLong() > 0) {
          var begin = numbering.startOf(number).value();
          yield Optional.of(new End(number, Optional.of(new Lsn(begin + offset.getAsLong()))));
        }
        // on an exact boundary the name's meaning depends on the server's version (rule D14)
        boolean next = backup.serverVersion().orElse(0) >= NAMES_THE_NEXT;
        yield Optional.of(endAt(numbering.startOf(next ? number : number.next()), numbering));
      }
      case Stop.InSegment _ -> Optional.empty();
    };
  }

  private static End endAt(Lsn position, WalNumbering numbering) {
    return new End(numbering.numberBefore(position), Optional.of(position));
  }

  private static Optional<Lsn> start(
      BaseBackup backup, SegmentNumber first, Optional<Stop> stop, WalNumbering numbering) {
    return backup
        .sentinel()
        .flatMap(SentinelContent::start)
        .or(
            () ->
                backup
                    .name()
                    .offset()
                    .filter(digits -> isDecimal(digits, backup, stop, numbering))
                    .map(Long::parseLong)
                    .filter(offset -> offset < numbering.size().bytes())
                    .map(offset -> new Lsn(numbering.startOf(first).value() + offset)));
  }

  /**
   * The offset in WAL-E's names is decimal, but that of {@code --while-offline} is the segment's
   * own hexadecimal digits once more, and its sentinel says that it stopped where it started (rule
   * D12).
   */
  private static boolean isDecimal(
      String digits, BaseBackup backup, Optional<Stop> stop, WalNumbering numbering) {
    var name = backup.name().start();
    boolean repeatsTheName = name.toString().endsWith(digits);
    boolean stopsWhereItStarts =
        stop.filter(told -> told instanceof Stop.InSegment(var segment, _) && segment.equals(name))
            .filter(told -> ((Stop.InSegment) told).offset().isEmpty() || repeatsTheName)
            .isPresent();
    boolean mayBeCut = numbering.size().bytes() > OFFSETS_OF_NINE_DIGITS && !digits.startsWith("0");
    return DECIMAL.matcher(digits).matches()
        && !(repeatsTheName && stopsWhereItStarts)
        && !mayBeCut;
  }

  /** Returns the segments that must be there: its start's, and all to its stop's if known. */
  SegmentRun needed() {
    return new SegmentRun(first, last.orElse(first));
  }

  /** Returns whether the backup stopped before a position, as far as is known. */
  boolean endsBefore(Lsn position) {
    return stop.or(() -> start).map(end -> end.compareTo(position) <= 0).orElse(true);
  }
}
