package dev.walwatch.bench;

import dev.walwatch.local.LocalSystem;
import dev.walwatch.standins.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function whose start is measured.
 *
 * @param event its first event, as JSON
 */
record StartCandidate(FunctionDefinition function, String event) {
  /** The function that does nothing. */
  static final String NO_OP = "no-op";

  /**
   * The first event of each function. ConfigureBuckets is left out: only a deployment starts it.
   */
  private static final Map<String, String> EVENTS =
      new TreeMap<>(
          Map.of(
              "RecordArrivals", "queue-notification-put.json",
              "CheckClusters", "check-scheduler.json",
              "ReconcileArchive", "reconcile-scheduler.json",
              "PostToSlack", "slack-sns-notification.json"));

  /** Returns the names of the deployed functions that are measured, in order. */
  static List<String> deployed() {
    return List.copyOf(EVENTS.keySet());
  }

  /** Returns the name of a deployed function that runs from packed jars. */
  static String packed(String function) {
    return function + ", packed";
  }

  /**
   * Returns all candidates by name.
   *
   * @param folder where the packed jars go
   */
  static Map<String, StartCandidate> all(Path home, LocalSystem system, Path folder)
      throws IOException {
    var candidates = new LinkedHashMap<String, StartCandidate>();
    var any = system.function(deployed().getFirst());
    var packedJars = DeploymentZip.packed(any.classPath(), folder);
    candidates.put(NO_OP, noOp(any, home.resolve("bench/target/classes")));
    for (var event : EVENTS.entrySet()) {
      var name = event.getKey();
      var candidate =
          new StartCandidate(
              system.function(name),
              Files.readString(home.resolve("events").resolve(event.getValue())));
      candidates.put(name, candidate);
      candidates.put(packed(name), candidate.from(packedJars));
    }
    return candidates;
  }

  private StartCandidate from(List<Path> classPath) {
    var packed =
        new FunctionDefinition(
            function.name(),
            function.handler(),
            classPath,
            function.environment(),
            function.memoryMegabytes(),
            function.timeout());
    return new StartCandidate(packed, event);
  }

  private static StartCandidate noOp(FunctionDefinition other, Path classes) {
    var noOp =
        new FunctionDefinition(
            NO_OP,
            NoOp.class.getName() + "::answer",
            List.of(classes),
            Map.of(),
            other.memoryMegabytes(),
            other.timeout());
    return new StartCandidate(noOp, "{}");
  }
}
