package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Progress;
import dev.walwatch.local.replay.TraceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Archives in a file: a listing as S3 gave it, or a recorded trace, which is replayed. */
final class ListingSource {
  private static final String STANDARD_INPUT = "-";

  private final String file;
  private final ClusterId root;
  private final Contents besides;
  private final Progress progress;

  /**
   * @param file a path, or a dash for the standard input
   * @param besides where contents come from that the file does not have
   */
  ListingSource(String file, ClusterId root, Contents besides, Progress progress) {
    this.file = file;
    this.root = root;
    this.besides = besides;
    this.progress = progress;
  }

  /**
   * Reads the file.
   *
   * @param at the moment to judge, where somebody chose one; a trace is replayed up to it
   * @param now the moment to judge a listing at otherwise
   * @param afterwards how long after a trace's end it is judged otherwise
   */
  Archives read(Optional<Instant> at, Instant now, Duration afterwards) {
    var collector = new ArchiveCollector(root, at);
    var replay = new TraceReplay();
    try (var source = open()) {
      ListingReader.read(name(), source, new Collecting(collector, replay, progress));
    } catch (NoSuchFileException e) {
      throw new CannotInspectException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CannotInspectException(file + " cannot be read: " + e, e);
    } finally {
      progress.done();
    }
    var moment = at.or(() -> replay.end().map(end -> end.plus(afterwards))).orElse(now);
    replay.play(moment);
    replay.present().forEach((key, it) -> collector.add(key, it.content().size(), it.at()));
    replay.removed().forEach(collector::addRemoval);
    var contents = Contents.of(recorded(replay)).or(besides);
    return new Archives(root, collector.archives(contents), collector.objects(), moment, List.of());
  }

  private InputStream open() throws IOException {
    return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
  }

  private String name() {
    return file.equals(STANDARD_INPUT)
        ? "standard input"
        : String.valueOf(Path.of(file).getFileName());
  }

  private static ArchiveContents recorded(TraceReplay replay) {
    return (cluster, key, most) ->
        Optional.ofNullable(replay.present().get(cluster.keyPrefix() + key))
            .flatMap(present -> present.content().recorded())
            .map(bytes -> bytes.length <= most ? bytes : Arrays.copyOf(bytes, most));
  }

  /** Passes on what the file says. */
  private record Collecting(ArchiveCollector collector, TraceReplay replay, Progress progress)
      implements ListingReader.Sink {
    @Override
    public void listed(String key, long bytes, Instant at) {
      collector.add(key, bytes, at);
      progress.objects(collector.objects());
    }

    @Override
    public void traced(TraceEntry entry) {
      replay.add(entry);
    }
  }
}
