package dev.walwatch.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Lambda knows of a function before it runs it.
 *
 * @param handler {@code package.Class::method}, or a class that implements one of Lambda's
 *     interfaces
 * @param classPath folders and jars, in order
 * @param environment the function's own variables; they also override what the host sets
 * @param memoryMegabytes of the whole sandbox; the heap gets three quarters of it
 * @param timeout of one invocation
 * @param snapStart whether its process is started as one that Lambda takes a snapshot of
 */
public record FunctionDefinition(
    String name,
    String handler,
    List<Path> classPath,
    Map<String, String> environment,
    int memoryMegabytes,
    Duration timeout,
    boolean snapStart) {

  /** Less than this Lambda does not offer. */
  public static final int MIN_MEMORY_MEGABYTES = 128;

  public FunctionDefinition {
    if (classPath.isEmpty()) {
      throw new IllegalArgumentException(name + " has an empty class path");
    }
    if (memoryMegabytes < MIN_MEMORY_MEGABYTES) {
      throw new IllegalArgumentException(
          memoryMegabytes + " MB of memory: Lambda gives at least " + MIN_MEMORY_MEGABYTES);
    }
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(15)) > 0) {
      throw new IllegalArgumentException(
          timeout + ": a timeout is positive and at most 15 minutes");
    }
    classPath = List.copyOf(classPath);
    environment = Map.copyOf(environment);
  }

  /** Returns the same with a variable of its environment set. */
  public FunctionDefinition with(String variable, String value) {
    var changed = new HashMap<>(environment);
    changed.put(variable, value);
    return new FunctionDefinition(
        name, handler, classPath, changed, memoryMegabytes, timeout, snapStart);
  }

  /** Describes a function that is started on demand. */
  public FunctionDefinition(
      String name,
      String handler,
      List<Path> classPath,
      Map<String, String> environment,
      int memoryMegabytes,
      Duration timeout) {
    this(name, handler, classPath, environment, memoryMegabytes, timeout, false);
  }

  /** Returns the same function, started as one with SnapStart. */
  public FunctionDefinition withSnapStart() {
    return new FunctionDefinition(
        name, handler, classPath, environment, memoryMegabytes, timeout, true);
  }

  /**
   * The class path Lambda makes of an unpacked deployment zip: its root, then the jars of its
   * {@code lib} folder by name.
   *
   * @throws StandInException if there is no such folder
   */
  public static List<Path> classPathOf(Path unpackedZip) {
    List<Path> classPath = new ArrayList<>();
    classPath.add(unpackedZip);
    try (Stream<Path> jars = Files.list(unpackedZip.resolve("lib"))) {
      jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
    } catch (IOException e) {
      throw new StandInException("no unpacked deployment zip with a lib folder: " + e, e);
    }
    return classPath;
  }
}
