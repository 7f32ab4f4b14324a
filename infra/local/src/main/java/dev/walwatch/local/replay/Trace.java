package dev.walwatch.local.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was done to an archive in S3, request by request.
 *
 * @param entries at least one, in the order of their times
 */
public record Trace(List<TraceEntry> entries) {

  public Trace {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a trace without a single request");
    }
    entries = List.copyOf(entries);
  }

  /**
   * Reads a trace: one JSON object a line, in the order in which S3 finished the requests.
   *
   * @throws BadTraceException if the file cannot be read, or a line says something else
   */
  public static Trace read(Path file) {
    try (var lines = Files.newBufferedReader(file)) {
      return read(String.valueOf(file.getFileName()), lines);
    } catch (NoSuchFileException e) {
      throw new BadTraceException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new BadTraceException(file + ": this is no text in UTF-8", e);
    } catch (IOException e) {
      throw new BadTraceException(file + ": it cannot be read, " + e, e);
    }
  }

  /**
   * Reads a trace.
   *
   * @param name what messages call it
   * @throws BadTraceException if a line says something else than a trace says
   */
  public static Trace read(String name, BufferedReader lines) throws IOException {
    var parser = new TraceParser(name);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      parser.line(line);
    }
    return new Trace(parser.finished());
  }

  public Instant start() {
    return entries.getFirst().at();
  }

  public Instant end() {
    return entries.getLast().at();
  }

  /** Returns the same requests, the first of them at this moment, the pauses as they were. */
  public Trace startingAt(Instant moment) {
    var shift = Duration.between(start(), moment);
    return new Trace(entries.stream().map(entry -> entry.at(entry.at().plus(shift))).toList());
  }

  /**
   * Returns the same trace with the first element of each key replaced.
   *
   * @param prefix ends in a slash
   */
  public Trace under(String prefix) {
    return new Trace(
        entries.stream()
            .map(entry -> entry.withKeys(key -> prefix + key.substring(key.indexOf('/') + 1)))
            .toList());
  }

  /** Returns what several traces say, in the order of the times. */
  public static Trace together(Stream<Trace> traces) {
    return new Trace(
        traces
            .flatMap(trace -> trace.entries().stream())
            .sorted(Comparator.comparing(TraceEntry::at))
            .toList());
  }
}
