package dev.walwatch.bench;

import dev.walwatch.bench.MeasuredProcess.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code walwatch inspect} on a large listing, against parsing the same file and nothing else. */
final class InspectBench {
  private static final int RUNS = 3;
  private static final int SMALL = 100_000;
  private static final int LARGE = 1_000_000;

  private InspectBench() {}

  static String run() throws IOException, InterruptedException {
    var small = measure(SMALL);
    var large = measure(LARGE);
    return """
        ## inspect: a listing of a million segments

        The baseline parses the same file and keeps nothing.

        | segments | inspect | parse only | ratio | inspect, peak memory | parse only |
        |---|---|---|---|---|---|
        %s%s
        Ten times the segments take %.1f times as long.
        """
        .formatted(
            small.row(SMALL), large.row(LARGE), seconds(large.inspect) / seconds(small.inspect));
  }

  private record Pair(MeasuredProcess inspect, MeasuredProcess parse) {
    String row(int segments) {
      return "| %,d | %.2f s | %.2f s | %.2f | %d MB | %d MB |%n"
          .formatted(
              segments,
              seconds(inspect),
              seconds(parse),
              seconds(inspect) / seconds(parse),
              megabytes(inspect),
              megabytes(parse));
    }
  }

  private static Pair measure(int segments) throws IOException, InterruptedException {
    var listing = new SyntheticListing(segments);
    var file = Files.createTempFile("walwatch-bench", ".jsonl");
    try {
      listing.write(file);
      return new Pair(
          inspect(file, listing),
          MeasuredProcess.median(RUNS, Measured.PARSE_ONLY, file.toString()));
    } finally {
      Files.delete(file);
    }
  }

  private static MeasuredProcess inspect(Path file, SyntheticListing listing)
      throws IOException, InterruptedException {
    return MeasuredProcess.median(
        RUNS,
        Measured.INSPECT,
        "--listing",
        file.toString(),
        "--at",
        listing.end().toString(),
        "--json");
  }

  private static double seconds(MeasuredProcess measured) {
    return measured.wall().toMillis() / 1000.0;
  }

  private static long megabytes(MeasuredProcess measured) {
    return measured.peakBytes() / 1_000_000;
  }
}
