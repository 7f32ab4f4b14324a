package dev.walwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, measured from outside.
 *
 * @param wall how long it ran, from its start to its end
 * @param peakBytes the most memory it held, all of it, as the system counts it
 */
record MeasuredProcess(Duration wall, long peakBytes) {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** What can be measured. */
  enum Measured {
    /** {@code walwatch inspect} with these arguments. */
    INSPECT,
    /** The baseline: parses a file of JSON lines and keeps nothing. */
    PARSE_ONLY
  }

  /** Runs a program several times and returns the median of each figure. */
  static MeasuredProcess median(int runs, Measured program, String... arguments)
      throws IOException, InterruptedException {
    var measured = new ArrayList<MeasuredProcess>();
    for (int run = 0; run < runs; run++) {
      measured.add(once(program, arguments));
    }
    return new MeasuredProcess(
        measured.stream().map(MeasuredProcess::wall).sorted().toList().get(runs / 2),
        measured.stream().map(MeasuredProcess::peakBytes).sorted().toList().get(runs / 2));
  }

  private static MeasuredProcess once(Measured program, String... arguments)
      throws IOException, InterruptedException {
    var peak = Files.createTempFile("walwatch-bench", ".peak");
    try {
      var started = System.nanoTime();
      var process =
          new ProcessBuilder(command(peak, program, arguments))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(program + " ran for longer than " + LONGEST);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(program + " ended with " + process.exitValue());
      }
      var wall = Duration.ofNanos(System.nanoTime() - started);
      return new MeasuredProcess(wall, Long.parseLong(Files.readString(peak).strip()));
    } finally {
      Files.delete(peak);
    }
  }

  /** The same options as the launcher gives the command. */
  private static List<String> command(Path peak, Measured program, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path", "."),
                MeasuredMain.class.getName(),
                peak.toString(),
                program.name()));
    command.addAll(List.of(arguments));
    return command;
  }
}
