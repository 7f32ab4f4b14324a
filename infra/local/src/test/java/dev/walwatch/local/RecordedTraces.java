package dev.walwatch.local;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.local.replay.Trace;
import dev.walwatch.local.replay.TraceEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recorded traces of the project, each under a prefix of its own name. */
final class RecordedTraces {

  static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  static final String BUCKET = "backups";

  static final List<String> WITH_GAP = List.of("wale-gap", "walg-gap");
  static final String INTERRUPTED = "wale-backup-interrupted";
  static final List<String> SOUND =
      List.of(
          INTERRUPTED,
          "wale-normal",
          "wale-retention-delete",
          "wale-timeline-switch",
          "walg-delta",
          "walg-normal",
          "walg-timeline-switch");

  private RecordedTraces() {}

  static Path file(String name) {
    return HOME.resolve("functions/src/test/resources/traces/" + name + ".jsonl");
  }

  static Trace trace(String name) {
    return Trace.read(file(name)).under(name + "/");
  }

  /** All of them at once, as one fleet: each begins at the same moment. */
  static Trace fleet() {
    var begin = trace(INTERRUPTED).start();
    return Trace.together(
        Stream.concat(WITH_GAP.stream(), SOUND.stream())
            .map(name -> trace(name).startingAt(begin)));
  }

  static ClusterId cluster(String name) {
    return new ClusterId(BUCKET, name + "/");
  }

  /** The name of the one segment that a trace deletes. */
  static String deletedSegment(String name) {
    return trace(name).entries().stream()
        .filter(TraceEntry.Delete.class::isInstance)
        .map(entry -> ((TraceEntry.Delete) entry).keys().getFirst())
        .map(key -> key.replaceFirst(".*/wal_005/([0-9A-F]{24})\\..*", "$1"))
        .findFirst()
        .orElseThrow();
  }
}
