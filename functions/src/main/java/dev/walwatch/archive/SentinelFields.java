package dev.walwatch.archive;

import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.wal.SegmentName;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The meaning of a sentinel's fields, from WAL-E's {@code wal_e/operator/backup.py} and WAL-G's
 * {@code backup_sentinel_dto.go}. Names are in lower case.
 */
record SentinelFields(FieldValues fields) {

  /** The fields that count. */
  static final Set<String> NAMES =
      Set.of(
          "lsn",
          "finishlsn",
          "deltalsn",
          "deltafromlsn",
          "deltafrom",
          "deltafullname",
          "deltacount",
          "systemidentifier",
          "pgversion",
          "uncompressedsize",
          "compressedsize",
          "ispermanent",
          "starttime",
          "finishtime",
          "wal_segment_backup_stop",
          "wal_segment_offset_backup_stop",
          "expanded_size_bytes");

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}");

  /**
   * @throws IllegalArgumentException with the field's name when its value is none of its kind
   */
  SentinelContent content() {
    var bytes = fields.size("uncompressedsize");
    return new SentinelContent(
        fields.position("lsn"),
        fields.position("finishlsn").<Stop>map(Stop.At::new).or(this::stopInSegment),
        delta(),
        fields.unsigned("systemidentifier"),
        bytes.isPresent() ? bytes : fields.size("expanded_size_bytes"),
        fields.size("compressedsize"),
        fields.flag("ispermanent").orElse(false),
        fields.time("starttime"),
        fields.time("finishtime"),
        fields.serverVersion("pgversion"));
  }

  private Optional<Stop> stopInSegment() {
    return fields
        .text("wal_segment_backup_stop")
        .map(
            name ->
                SegmentName.find(name)
                    .orElseThrow(
                        () -> FieldValues.wrong("wal_segment_backup_stop", "a segment's name")))
        .map(segment -> new Stop.InSegment(segment, offset()));
  }

  private OptionalLong offset() {
    return fields
        .text("wal_segment_offset_backup_stop")
        .filter(digits -> DECIMAL.matcher(digits).matches())
        .map(digits -> OptionalLong.of(Long.parseLong(digits)))
        .orElse(OptionalLong.empty());
  }

  private Optional<Delta> delta() {
    return fields
        .backup("deltafrom")
        .map(
            parent ->
                new Delta(
                    parent,
                    fields.backup("deltafullname"),
                    fields.size("deltacount"),
                    fields.position("deltalsn").or(() -> fields.position("deltafromlsn"))));
  }
}
