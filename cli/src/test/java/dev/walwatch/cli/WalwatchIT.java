package dev.walwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, with the packaged functions. */
class WalwatchIT {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 50;

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void theShippedTraceShowsBothServicesGoOkCriticalAndOkAgain() throws Exception {
    var process = walwatch("--once", "--speed", "1000000");

    assertThat(exitCode(process)).as(output()).isZero();
    assertThat(output())
        .contains("s3://backups/main/  base-backup: OK, CRITICAL, OK")
        .contains("s3://backups/main/  wal-archiving: OK, CRITICAL, OK")
        .contains("CRITICAL: WAL segment 000000010000000000000006 was deleted")
        .contains("CRITICAL: no complete base backup");
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void aTraceThatEndsWithAGapExitsAsACriticalPluginAndShowsWhatIcingaWouldGet() throws Exception {
    var process =
        walwatch(
            "--once",
            "--no-icinga",
            "--speed",
            "1000000",
            "--replay",
            HOME.resolve("functions/src/test/resources/traces/wale-gap.jsonl").toString());

    assertThat(exitCode(process)).as(output()).isEqualTo(2);
    assertThat(output())
        .contains(
            "would post to Icinga: gap!PostgreSQL WAL-E archiving to S3:"
                + " CRITICAL: WAL segment 000000010000000000000006 was deleted");
  }

  @Test
  void aTraceThatEndsInSilenceExitsAsAWarningPlugin() throws Exception {
    var trace =
        """
        {"t":"2026-11-22T14:00:00Z","op":"PUT","key":"main/wal_005/000000010000000000000001.lzo","size":9}
        {"t":"2026-11-22T14:00:01Z","op":"PUT","key":"main/basebackups_005/base_000000010000000000000001_00000040/tar_partitions/part_00000000.tar.lzo","size":9}
        {"t":"2026-11-22T14:00:02Z","op":"PUT","key":"main/basebackups_005/base_000000010000000000000001_00000040_backup_stop_sentinel.json","size":2,"body":"{}"}
        {"t":"2026-11-22T14:09:00Z","op":"PUT","key":"main/notes.txt","size":9}
        """;

    assertThat(exitCode(replayed(trace))).as(output()).isEqualTo(1);
  }

  @Test
  void aTraceWithoutAnyArchiveExitsAsAPluginThatCannotTell() throws Exception {
    var trace =
        """
        {"t":"2026-11-22T14:00:00Z","op":"PUT","key":"holiday/photo.jpg","size":9}
        """;

    assertThat(exitCode(replayed(trace))).as(output()).isEqualTo(3);
  }

  @Test
  void theSignalToEndLeavesNoProcessAndNoFileBehind() throws Exception {
    var process = walwatch("--speed", "1");
    awaitOutput("Playing 24 recorded requests");
    var descendants = process.descendants().toList();

    process.destroy();

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(descendants).hasSizeGreaterThanOrEqualTo(3);
    for (var descendant : descendants) {
      awaitEnd(descendant);
    }
    assertThat(temporaryFiles()).isEmpty();
    assertThat(output()).doesNotContain("Exception", "failed", "crashed");
  }

  private Process replayed(String trace) throws IOException {
    var file = folder.resolve("trace.jsonl");
    Files.writeString(file, trace);
    return walwatch("--once", "--no-icinga", "--speed", "1000000", "--replay", file.toString());
  }

  private Process walwatch(String... options) throws IOException {
    var temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dsun.net.httpserver.nodelay=true",
            "-Djava.io.tmpdir=" + temporary,
            "-Dwalwatch.home=" + HOME,
            "-cp",
            System.getProperty("java.class.path"),
            Walwatch.class.getName(),
            "local"));
    command.addAll(List.of(options));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(outputFile().toFile())
            .start();
    started.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void awaitOutput(String text) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!output().contains(text)) {
      assertThat(System.nanoTime()).as(output()).isLessThan(deadline);
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private Path outputFile() {
    return folder.resolve("output.txt");
  }

  private String output() throws IOException {
    return Files.readString(outputFile());
  }

  private List<Path> temporaryFiles() throws IOException {
    try (var files = Files.list(folder.resolve("tmp"))) {
      return files.toList();
    }
  }
}
