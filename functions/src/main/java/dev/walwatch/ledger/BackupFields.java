package dev.walwatch.ledger;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.MetadataContent;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.Optional;

/** What was read of a base backup, as fields of text and back. */
final class BackupFields {
  private BackupFields() {}

  static FieldText of(SentinelContent sentinel) {
    var fields = new FieldText();
    sentinel.stop().ifPresent(stop -> put(fields, stop));
    sentinel.delta().ifPresent(delta -> put(fields, delta));
    return fields
        .with("start", sentinel.start())
        .with("system", sentinel.systemIdentifier())
        .with("plain", sentinel.uncompressedBytes())
        .with("packed", sentinel.compressedBytes())
        .with("permanent", Optional.of(sentinel.permanent()))
        .with("began", sentinel.startedAt())
        .with("ended", sentinel.finishedAt())
        .with("server", sentinel.serverVersion());
  }

  private static void put(FieldText fields, Stop stop) {
    switch (stop) {
      case Stop.At(var position) -> fields.with("stop", Optional.of(position));
      case Stop.InSegment(var segment, var offset) ->
          fields.with("stopsegment", Optional.of(segment)).with("stopoffset", offset);
    }
  }

  private static void put(FieldText fields, Delta delta) {
    fields
        .with("parent", Optional.of(delta.parent()))
        .with("full", delta.full())
        .with("deltas", delta.count())
        .with("from", delta.from());
  }

  static SentinelContent sentinel(FieldText fields) {
    return new SentinelContent(
        fields.value("start", Lsn::parse),
        stop(fields),
        delta(fields),
        fields.number("system"),
        fields.number("plain"),
        fields.number("packed"),
        fields.value("permanent", Boolean::valueOf).orElse(false),
        fields.value("began", Instant::parse),
        fields.value("ended", Instant::parse),
        fields.smallNumber("server"));
  }

  private static Optional<Stop> stop(FieldText fields) {
    return fields
        .value("stop", Lsn::parse)
        .<Stop>map(Stop.At::new)
        .or(
            () ->
                fields
                    .value("stopsegment", SegmentName::parse)
                    .map(segment -> new Stop.InSegment(segment, fields.number("stopoffset"))));
  }

  private static Optional<Delta> delta(FieldText fields) {
    return fields
        .value("parent", BackupName::parse)
        .map(
            parent ->
                new Delta(
                    parent,
                    fields.value("full", BackupName::parse),
                    fields.number("deltas"),
                    fields.value("from", Lsn::parse)));
  }

  static FieldText of(MetadataContent metadata) {
    return new FieldText()
        .with("start", metadata.start())
        .with("stop", metadata.finish())
        .with("system", metadata.systemIdentifier())
        .with("server", metadata.serverVersion())
        .with("plain", metadata.uncompressedBytes())
        .with("packed", metadata.compressedBytes())
        .with("permanent", metadata.permanent())
        .with("began", metadata.startedAt())
        .with("ended", metadata.finishedAt());
  }

  static MetadataContent metadata(FieldText fields) {
    return new MetadataContent(
        fields.value("start", Lsn::parse),
        fields.value("stop", Lsn::parse),
        fields.number("system"),
        fields.smallNumber("server"),
        fields.number("plain"),
        fields.number("packed"),
        fields.value("permanent", Boolean::valueOf),
        fields.value("began", Instant::parse),
        fields.value("ended", Instant::parse));
  }
}
