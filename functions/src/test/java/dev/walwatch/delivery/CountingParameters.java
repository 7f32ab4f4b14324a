package dev.walwatch.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Has parameters that can be changed, and remembers what was read. */
final class CountingParameters implements ParameterStore {
  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> reads = new ConcurrentLinkedQueue<>();

  void put(String name, String value) {
    parameters.put(name, value);
  }

  void remove(String name) {
    parameters.remove(name);
  }

  List<String> reads() {
    return List.copyOf(reads);
  }

  @Override
  public Optional<String> find(String name) {
    reads.add(name);
    return Optional.ofNullable(parameters.get(name));
  }
}
