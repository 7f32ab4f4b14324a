package dev.walwatch.ledger;

import dev.walwatch.archive.ObjectChange.Appeared;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The difference between one item and what a listing of S3 found of it.
 *
 * @param missing what the item lacks
 * @param gone what it says and S3 does not, traces of objects that exist again included
 * @param spent further traces that need no keeping
 */
record Settlement(ItemContent missing, ItemContent gone, ItemContent spent) {
  private static final List<String> PLACES =
      List.of(LedgerTable.PRESENT, LedgerTable.EMPTY, LedgerTable.PARTIAL);
  static final List<String> TIMES =
      List.of(LedgerTable.SENTINELS, LedgerTable.METADATA, LedgerTable.HISTORIES);

  static Settlement of(ItemContent held, Collection<Appeared> found) {
    var listed = ChangeContent.of(found);
    var missing = new HashMap<String, Set<BigInteger>>();
    var gone = new HashMap<String, Set<BigInteger>>();
    for (var name : PLACES) {
      missing.put(name, without(listed.numbers(name), held.numbers(name)));
      gone.put(name, without(held.numbers(name), listed.numbers(name)));
    }
    for (var name : TIMES) {
      missing.put(name, newerTimes(held.numbers(name), listed.numbers(name)));
      gone.put(name, listed.numbers(name).isEmpty() ? held.numbers(name) : Set.of());
    }
    var parts = listed.numbers(LedgerTable.PARTS);
    var wrongParts = wrongParts(held.numbers(LedgerTable.PARTS), parts);
    missing.put(LedgerTable.PARTS, missingParts(held.numbers(LedgerTable.PARTS), parts));
    gone.put(LedgerTable.PARTS, without(wrongParts, parts));

    var again = tracesOf(found, held);
    return new Settlement(
        new ItemContent(missing, Map.of(), laterArrival(held, listed)),
        new ItemContent(gone, Map.of(LedgerTable.REMOVALS, again), OptionalLong.empty()),
        ItemContent.ofTexts(LedgerTable.REMOVALS, olderPartTraces(held, again)));
  }

  /**
   * A listing tells whole seconds, and of an upload in parts the time it began: so an arrival that
   * is recorded already is listed as older, and only a newer one is news.
   */
  private static Set<BigInteger> newerTimes(Set<BigInteger> held, Set<BigInteger> listed) {
    if (listed.isEmpty()) {
      return Set.of();
    }
    var newest = Collections.max(listed);
    return held.isEmpty() || newest.compareTo(Collections.max(held)) > 0
        ? Set.of(newest)
        : Set.of();
  }

  private static OptionalLong laterArrival(ItemContent held, ItemContent listed) {
    return listed.newest().orElse(0) > held.newest().orElse(0)
        ? listed.newest()
        : OptionalLong.empty();
  }

  private static Set<BigInteger> missingParts(Set<BigInteger> held, Set<BigInteger> listed) {
    var known = PartArrival.newestByPlace(held);
    return PartArrival.newestByPlace(listed).values().stream()
        .filter(
            part -> {
              var newest = known.get(part.place());
              return newest == null || newest.bytes() != part.bytes();
            })
        .map(PartArrival::encode)
        .collect(Collectors.toSet());
  }

  /** Arrivals of parts that are gone, and those that hide a listed part of another size. */
  private static Set<BigInteger> wrongParts(Set<BigInteger> held, Set<BigInteger> listed) {
    var known = PartArrival.newestByPlace(held);
    var truth = PartArrival.newestByPlace(listed);
    return held.stream()
        .map(PartArrival::decode)
        .filter(
            part -> {
              var now = truth.get(part.place());
              var newest = known.get(part.place());
              return now == null
                  || (newest != null
                      && newest.bytes() != now.bytes()
                      && part.millis() >= now.millis());
            })
        .map(PartArrival::encode)
        .collect(Collectors.toSet());
  }

  private static Set<String> tracesOf(Collection<Appeared> found, ItemContent held) {
    var codes = found.stream().map(one -> ObjectCode.of(one.object())).collect(Collectors.toSet());
    return held.texts(LedgerTable.REMOVALS).stream()
        .filter(trace -> codes.contains(RemovalTrace.decode(trace).code()))
        .collect(Collectors.toSet());
  }

  /**
   * Of the parts of a removed backup one trace per item is enough: {@link Contradiction} sees any
   * of them, and one names who removed them.
   */
  private static Set<String> olderPartTraces(ItemContent held, Set<String> again) {
    return without(held.texts(LedgerTable.REMOVALS), again).stream()
        .filter(trace -> ObjectCode.isPart(RemovalTrace.decode(trace).code()))
        .sorted(Comparator.comparingLong(trace -> -RemovalTrace.decode(trace).millis()))
        .skip(1)
        .collect(Collectors.toSet());
  }

  private static <T> Set<T> without(Set<T> whole, Set<T> less) {
    var rest = new HashSet<>(whole);
    rest.removeAll(less);
    return rest;
  }
}
