package dev.walwatch.bench;

import dev.walwatch.local.LocalSystem;
import dev.walwatch.local.Settings;
import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.screen.ServiceLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Cold starts: each deployed function that serves all the time under Lambda's runtime interface
 * client, from the start of its process to its first answer, with the local stand-ins as its AWS.
 * Beside it a function that does nothing, and the same functions from jars whose files are packed.
 */
final class StartBench {
  private static final int ROUNDS = 5;
  private static final String BUCKET = "example-backups";

  private StartBench() {}

  static String run(Path home) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("walwatch-bench");
    try (var system = LocalSystem.start(Settings.of(home).withoutIcinga(), new Nowhere())) {
      system.createBucket(BUCKET);
      return table(measure(StartCandidate.all(home, system, folder)));
    } finally {
      delete(folder);
    }
  }

  /** Measures all in turn, round by round, so that a busy moment of the machine meets all. */
  private static Map<String, Start> measure(Map<String, StartCandidate> candidates)
      throws InterruptedException {
    var starts = new LinkedHashMap<String, List<Start>>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (var candidate : candidates.entrySet()) {
        var start = Start.of(candidate.getValue().function(), candidate.getValue().event());
        // the first round fills the ledger and the system's cache of files
        if (round > 0) {
          starts.computeIfAbsent(candidate.getKey(), _ -> new ArrayList<>()).add(start);
        }
      }
    }
    var medians = new LinkedHashMap<String, Start>();
    starts.forEach((name, measured) -> medians.put(name, Start.median(measured)));
    return medians;
  }

  private static String table(Map<String, Start> medians) {
    var noOp = Objects.requireNonNull(medians.get(StartCandidate.NO_OP));
    var rows = new StringBuilder();
    rows.append(
        "| no-op | %d ms | 1.00 | %d ms | 1.00 | | |%n"
            .formatted(noOp.wall().toMillis(), noOp.processor().toMillis()));
    for (var name : StartCandidate.deployed()) {
      var stored = Objects.requireNonNull(medians.get(name));
      var packed = Objects.requireNonNull(medians.get(StartCandidate.packed(name)));
      rows.append(
          "| %s | %d ms | %.2f | %d ms | %.2f | %.2f | %.2f |%n"
              .formatted(
                  name,
                  stored.wall().toMillis(),
                  ratio(stored.wall(), noOp.wall()),
                  stored.processor().toMillis(),
                  ratio(stored.processor(), noOp.processor()),
                  ratio(packed.wall(), stored.wall()),
                  ratio(packed.processor(), stored.processor())));
    }
    return """
        ## cold start: from the start of the process to the first answer

        The baseline is a function that does nothing. The last two columns are the same function
        from jars whose files are packed, against the stored ones that are deployed.

        | function | first answer | to no-op | processor | to no-op | packed: first answer | packed: processor |
        |---|---|---|---|---|---|---|
        %s"""
        .formatted(rows);
  }

  private static double ratio(Duration one, Duration other) {
    return (double) one.toNanos() / other.toNanos();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Nobody watches a measurement. */
  private static final class Nowhere implements Screen {
    @Override
    public void say(String text) {
      // not shown
    }

    @Override
    public void show(List<ServiceLine> services) {
      // not shown
    }
  }
}
