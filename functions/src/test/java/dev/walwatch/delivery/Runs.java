package dev.walwatch.delivery;

import dev.walwatch.verdict.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs over many services at once, as the checker makes them. */
final class Runs {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  /** As many clusters as the checker judges at once. */
  private static final int CALLERS = 16;

  private Runs() {}

  /** Hosts db0, db1 and so on, for apply rules to make two services of each. */
  static String hosts(int number) {
    return """
        for (i in range(%d)) {
          object Host "db" + i { import "walwatch-cluster" }
        }
        """
        .formatted(number);
  }

  /** Returns a result for each of the two services of each host. */
  static List<PassiveResult> results(int hosts, String output) {
    return IntStream.range(0, hosts)
        .boxed()
        .flatMap(
            i ->
                Stream.of(IcingaLab.ARCHIVING, IcingaLab.BASE_BACKUP)
                    .map(
                        service ->
                            new PassiveResult(
                                "db" + i,
                                service,
                                SEVERITIES.get(i % SEVERITIES.size()),
                                output + " " + i,
                                List.of("wal_age=41s;900;3600;0;"),
                                "walwatch",
                                Duration.ofMinutes(10))))
        .toList();
  }

  /** Delivers all, many at once, and returns what became of them in their order. */
  static List<IcingaDelivery> deliver(PassiveCheckSubmitter run, List<PassiveResult> results)
      throws InterruptedException, ExecutionException {
    try (var callers = Executors.newFixedThreadPool(CALLERS, Thread.ofVirtual().factory())) {
      var outcomes =
          results.stream()
              .map(result -> callers.submit((Callable<IcingaDelivery>) () -> run.deliver(result)))
              .toList();
      var all = new ArrayList<IcingaDelivery>();
      for (var outcome : outcomes) {
        all.add(outcome.get());
      }
      return all;
    }
  }

  /** An Icinga whose secrets are files in a directory, for all endpoints of these labs. */
  static Icinga icinga(
      Path directory,
      String credentials,
      String caPem,
      boolean creates,
      IcingaEndpoint... endpoints)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("credentials"), credentials);
    Files.writeString(directory.resolve("ca"), caPem);
    // SSM is never asked for a file
    return new Icinga(
        List.of(endpoints),
        new Secrets(new CountingParameters()),
        "file:" + directory.resolve("credentials"),
        "file:" + directory.resolve("ca"),
        creates);
  }
}
