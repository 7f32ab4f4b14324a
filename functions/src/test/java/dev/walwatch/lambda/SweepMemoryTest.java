package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That an archive of a million objects does not have to fit into memory. */
class SweepMemoryTest {
  private static final String HEAP = "-Xmx96m";

  @Test
  void sweepsAMillionObjectsWithALargeBaseBackupInAHeapMuchSmallerThanAllowed() throws Exception {
    var sweep = sweepIn(HEAP, 900_000, 100_000);

    assertThat(sweep)
        .contains("ObjectsListed=1000001", "EventsLost=0", "ItemsRepaired=0", "SweepsFinished=1");
  }

  private static String sweepIn(String heap, long segments, long parts)
      throws IOException, InterruptedException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-cp",
            System.getProperty("java.class.path"),
            SweepMemoryTest.class.getName(),
            Long.toString(segments),
            Long.toString(parts));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Sweeps an archive of so many segments and parts. */
  public static void main(String[] sizes) {
    var archive = new SyntheticArchive(Long.parseLong(sizes[0]), Long.parseLong(sizes[1]));
    var counts = new SweepHarness(archive.ledger(), archive).run(SweepHarness.NOON);
    System.out.println(counts);
  }
}
