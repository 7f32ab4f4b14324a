package dev.walwatch.bench;

import dev.walwatch.bench.MeasuredProcess.Measured;
import dev.walwatch.cli.Walwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The measured program: tells at its end how much memory it held at most. */
public final class MeasuredMain {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;

  private MeasuredMain() {}

  public static void main(String[] arguments) throws IOException {
    var peak = Path.of(arguments[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> tellPeak(peak)));
    var rest = Arrays.copyOfRange(arguments, 2, arguments.length);
    switch (Measured.valueOf(arguments[1])) {
      case INSPECT ->
          Walwatch.main(
              Stream.concat(Stream.of("inspect"), Arrays.stream(rest)).toArray(String[]::new));
      case PARSE_ONLY -> parse(Path.of(rest[0]));
    }
  }

  private static void parse(Path file) throws IOException {
    long size = 0;
    try (var source = Files.newInputStream(file);
        var parser = JsonMapper.shared().createParser(source)) {
      while (parser.nextToken() != null) {
        size += parser.currentTokenLocation().getColumnNr();
      }
    }
    System.out.println(size);
  }

  private static void tellPeak(Path peak) {
    try (var status = Files.lines(STATUS)) {
      var kib =
          status
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> line.replaceAll("\\D", ""))
              .findFirst()
              .orElse("0");
      Files.writeString(peak, Long.toString(Long.parseLong(kib) * KIB));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
