package dev.walwatch.bench;

import dev.walwatch.standins.FunctionDefinition;
import dev.walwatch.standins.FunctionHost;
import dev.walwatch.standins.InvocationResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A function's process, from its start to its first answer.
 *
 * @param wall how long that took
 * @param processor how much of a processor it used, on all its threads
 */
record Start(Duration wall, Duration processor) {

  /**
   * Starts a function and gives it its first event.
   *
   * @throws IllegalStateException if it does not succeed
   */
  static Start of(FunctionDefinition function, String event) throws InterruptedException {
    var before = children();
    try (var host = new FunctionHost(function, _ -> {})) {
      var started = System.nanoTime();
      var result = host.invoke(event);
      var wall = Duration.ofNanos(System.nanoTime() - started);
      if (!(result instanceof InvocationResult.Succeeded)) {
        throw new IllegalStateException(function.name() + " did not start well: " + result);
      }
      return new Start(wall, processorOf(before));
    }
  }

  private static Duration processorOf(Set<ProcessHandle> others) {
    return children().stream()
        .filter(process -> !others.contains(process))
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  /** Returns the median of each figure. */
  static Start median(List<Start> starts) {
    return new Start(
        starts.stream().map(Start::wall).sorted().toList().get(starts.size() / 2),
        starts.stream().map(Start::processor).sorted().toList().get(starts.size() / 2));
  }
}
