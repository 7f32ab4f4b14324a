package dev.walwatch.ledger;

import dev.walwatch.archive.ObjectChange.Appeared;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Compares one stored item with what S3 listed of it. */
final class Comparison {
  /**
   * S3's listing and its event do not tell the same moment of one write. A listing that is newer by
   * less than this is no second write.
   */
  private static final Duration MOMENTS_APART = Duration.ofSeconds(5);

  private Comparison() {}

  static Difference of(String key, ItemContent held, List<Appeared> found) {
    var listed = ChangeContent.of(found);
    var settlement = Settlement.of(held, found);
    var missing = found.stream().filter(one -> brings(one, settlement.missing(), held)).toList();
    return new Difference(missing, untold(key, held, listed), isWrong(settlement.gone(), listed));
  }

  /** Returns whether an object's arrival holds something that the item lacks. */
  private static boolean brings(Appeared one, ItemContent missing, ItemContent held) {
    var content = ChangeContent.of(List.of(one));
    return missing.numbers().entrySet().stream()
            .anyMatch(
                lack ->
                    !Collections.disjoint(lack.getValue(), content.numbers(lack.getKey()))
                        && isNews(lack.getKey(), content, held))
        || (missing.newest().isPresent()
            && missing.newest().equals(content.newest())
            && isLater(content.newest().orElseThrow(), held.newest()));
  }

  private static boolean isNews(String attribute, ItemContent content, ItemContent held) {
    if (!Settlement.TIMES.contains(attribute)) {
      return true;
    }
    return isLater(
        newest(content.numbers(attribute)).orElseThrow(), newest(held.numbers(attribute)));
  }

  private static boolean isLater(long millis, OptionalLong held) {
    return held.isEmpty() || millis - held.getAsLong() > MOMENTS_APART.toMillis();
  }

  private static OptionalLong newest(Set<BigInteger> times) {
    return times.stream().mapToLong(BigInteger::longValueExact).max();
  }

  private static int untold(String key, ItemContent held, ItemContent listed) {
    var told =
        held.texts(LedgerTable.REMOVALS).stream()
            .map(trace -> RemovalTrace.decode(trace).code())
            .map(code -> ObjectCode.isFile(code) ? ObjectCode.FILE : code)
            .collect(Collectors.toSet());
    var gone = codes(key, held);
    gone.removeAll(codes(key, listed));
    gone.removeAll(told);
    return gone.size();
  }

  /** Returns the objects that are there. An item does not keep which small files they are. */
  private static Set<String> codes(String key, ItemContent content) {
    var codes = new HashSet<String>();
    each(content, LedgerTable.PRESENT, place -> codes.add(ObjectCode.ofPlace(place.intValue())));
    each(content, LedgerTable.PARTIAL, place -> codes.add(ObjectCode.ofPartial(place.intValue())));
    each(content, LedgerTable.SENTINELS, _ -> codes.add(ObjectCode.SENTINEL));
    each(content, LedgerTable.HISTORIES, _ -> codes.add(ObjectCode.HISTORY));
    each(content, LedgerTable.METADATA, _ -> codes.add(ObjectCode.FILE));
    each(
        content,
        LedgerTable.PARTS,
        part ->
            codes.add(
                ObjectCode.ofPart(ItemKeys.firstPart(key) + PartArrival.decode(part).place())));
    return codes;
  }

  private static void each(ItemContent content, String attribute, Consumer<BigInteger> number) {
    content.numbers(attribute).forEach(number);
  }

  private static boolean isWrong(ItemContent gone, ItemContent listed) {
    var listedParts = places(listed.numbers(LedgerTable.PARTS));
    return !Collections.disjoint(
            gone.numbers(LedgerTable.EMPTY), listed.numbers(LedgerTable.PRESENT))
        || !Collections.disjoint(places(gone.numbers(LedgerTable.PARTS)), listedParts);
  }

  private static Set<Integer> places(Collection<BigInteger> parts) {
    return parts.stream().map(part -> PartArrival.decode(part).place()).collect(Collectors.toSet());
  }
}
