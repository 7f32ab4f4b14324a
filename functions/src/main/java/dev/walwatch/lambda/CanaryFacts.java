package dev.walwatch.lambda;

import dev.walwatch.archive.Canary;
import dev.walwatch.verdict.watcher.CanaryMemory;
import dev.walwatch.verdict.watcher.CanaryWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is remembered of the canaries, as facts of the watcher's own state: one for each, the moment
 * of the last look, that of the last put, and of those that are awaited.
 */
final class CanaryFacts {
  private static final String PREFIX = "canary ";
  private static final String NONE = "-";

  private CanaryFacts() {}

  static boolean isOne(String fact) {
    return fact.startsWith(PREFIX);
  }

  static Map<String, String> of(Collection<CanaryWatch> canaries) {
    var facts = new TreeMap<String, String>();
    canaries.forEach(it -> facts.put(PREFIX + it.canary(), text(it.memory())));
    return facts;
  }

  private static String text(CanaryMemory memory) {
    return Stream.concat(
            Stream.of(text(memory.looked()), text(memory.put())),
            memory.awaited().stream().map(Instant::toString))
        .collect(Collectors.joining(" "));
  }

  private static String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(NONE);
  }

  /**
   * Reads what {@link #of} wrote of a canary, among facts of others.
   *
   * @throws java.time.DateTimeException when it is something else
   */
  static CanaryMemory read(Map<String, String> facts, Canary canary) {
    var text = facts.get(PREFIX + canary);
    if (text == null) {
      return CanaryMemory.NONE;
    }
    var moments = new ArrayList<Optional<Instant>>();
    for (var field : List.of(text.split(" ", -1))) {
      moments.add(field.equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(field)));
    }
    return new CanaryMemory(
        moments.getFirst(),
        moments.stream().skip(1).findFirst().flatMap(it -> it),
        moments.stream().skip(2).flatMap(Optional::stream).toList());
  }
}
