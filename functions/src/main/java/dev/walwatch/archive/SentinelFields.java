package dev.walwatch.archive;

import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The meaning of a sentinel's fields, from WAL-E's {@code wal_e/operator/backup.py} and WAL-G's
 * {@code backup_sentinel_dto.go}. Names are in lower case, values are text.
 */
final class SentinelFields {
  private static final Set<String> NAMES =
      Set.of(
          "lsn",
          "finishlsn",
          "deltalsn",
          "deltafromlsn",
          "deltafrom",
          "deltafullname",
          "deltacount",
          "systemidentifier",
          "uncompressedsize",
          "compressedsize",
          "ispermanent",
          "starttime",
          "finishtime",
          "wal_segment_backup_stop",
          "wal_segment_offset_backup_stop",
          "expanded_size_bytes");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}");

  private final Map<String, String> fields;

  private SentinelFields(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Returns whether a field counts. */
  static boolean count(String name) {
    return NAMES.contains(name);
  }

  /**
   * @throws IllegalArgumentException with the field's name when its value is none of its kind
   */
  static SentinelContent content(Map<String, String> fields) {
    return new SentinelFields(fields).content();
  }

  private SentinelContent content() {
    var bytes = size("uncompressedsize");
    return new SentinelContent(
        position("lsn"),
        position("finishlsn").<Stop>map(Stop.At::new).or(this::stopInSegment),
        delta(),
        unsigned("systemidentifier"),
        bytes.isPresent() ? bytes : size("expanded_size_bytes"),
        size("compressedsize"),
        text("ispermanent").map(Boolean::parseBoolean).orElse(false),
        time("starttime"),
        time("finishtime"));
  }

  private Optional<Stop> stopInSegment() {
    return text("wal_segment_backup_stop")
        .map(
            name ->
                SegmentName.find(name)
                    .orElseThrow(() -> wrong("wal_segment_backup_stop", "a segment's name")))
        .map(segment -> new Stop.InSegment(segment, offset()));
  }

  private OptionalLong offset() {
    return text("wal_segment_offset_backup_stop")
        .filter(digits -> DECIMAL.matcher(digits).matches())
        .map(digits -> OptionalLong.of(Long.parseLong(digits)))
        .orElse(OptionalLong.empty());
  }

  private Optional<Delta> delta() {
    return backup("deltafrom")
        .map(
            parent ->
                new Delta(
                    parent,
                    backup("deltafullname"),
                    size("deltacount"),
                    position("deltalsn").or(() -> position("deltafromlsn"))));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private Optional<BackupName> backup(String name) {
    return text(name)
        .map(text -> BackupName.find(text).orElseThrow(() -> wrong(name, "a base backup's name")));
  }

  /** WAL-G writes positions as decimal numbers, not in PostgreSQL's notation. */
  private Optional<Lsn> position(String name) {
    var number = unsigned(name);
    return number.isPresent() ? Optional.of(new Lsn(number.getAsLong())) : Optional.empty();
  }

  private OptionalLong size(String name) {
    var number = unsigned(name);
    if (number.orElse(0) < 0) {
      throw wrong(name, "a size");
    }
    return number;
  }

  private OptionalLong unsigned(String name) {
    var text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseUnsignedLong(text.get()));
    } catch (NumberFormatException notANumber) {
      throw wrong(name, "an unsigned 64-bit number");
    }
  }

  private Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeException notATime) {
      throw wrong(name, "a time");
    }
  }

  private static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException(name + " is not " + wanted);
  }
}
