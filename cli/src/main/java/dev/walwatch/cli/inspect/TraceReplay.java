package dev.walwatch.cli.inspect;

import dev.walwatch.local.replay.Content;
import dev.walwatch.local.replay.TraceEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a recorded trace leaves in its bucket. */
final class TraceReplay {

  /** An object that is there. */
  record Present(Instant at, Content content) {}

  private final List<TraceEntry> entries = new ArrayList<>();
  private final Map<String, Present> present = new LinkedHashMap<>();
  private final Map<String, Instant> removed = new LinkedHashMap<>();

  void add(TraceEntry entry) {
    entries.add(entry);
  }

  /** Returns when the recording ended; empty when nothing was recorded. */
  Optional<Instant> end() {
    return entries.stream().map(TraceEntry::at).max(Comparator.naturalOrder());
  }

  /** Repeats everything up to a moment, in the order of time whatever the order of the lines. */
  void play(Instant until) {
    entries.stream()
        .filter(entry -> !entry.at().isAfter(until))
        .sorted(Comparator.comparing(TraceEntry::at))
        .forEach(this::play);
  }

  private void play(TraceEntry entry) {
    switch (entry) {
      case TraceEntry.Put(var at, var key, var content) -> put(key, new Present(at, content));
      case TraceEntry.MultipartPut(var at, var key, var content, _) ->
          put(key, new Present(at, content));
      case TraceEntry.Delete(var at, var keys) -> keys.forEach(key -> delete(key, at));
    }
  }

  private void put(String key, Present object) {
    removed.remove(key);
    present.put(key, object);
  }

  /** What was there before the recording began may be deleted in it; a repeated request is none. */
  private void delete(String key, Instant at) {
    present.remove(key);
    removed.putIfAbsent(key, at);
  }

  Map<String, Present> present() {
    return present;
  }

  /** Returns when each object that is not there any more was removed. */
  Map<String, Instant> removed() {
    return removed;
  }
}
