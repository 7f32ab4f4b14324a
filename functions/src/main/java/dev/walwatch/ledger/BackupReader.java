package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.ledger.Description.Meaning;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the items of base backups say, each backup from its own item and its blocks of parts. */
final class BackupReader {
  private BackupReader() {}

  /** Reads all base backups of which any object is there, sorted by name. */
  static List<BaseBackup> backups(Collection<StoredItem> items) {
    var byName =
        items.stream()
            .collect(
                Collectors.groupingBy(BackupReader::nameOf, TreeMap::new, Collectors.toList()));
    return byName.entrySet().stream()
        .flatMap(backup -> read(backup.getKey(), backup.getValue()).stream())
        .toList();
  }

  private static BackupName nameOf(StoredItem item) {
    return ((LedgerItem.Backup) ItemKeys.itemOf(item.key())).name();
  }

  private static Optional<BaseBackup> read(BackupName name, List<StoredItem> items) {
    var arrivals =
        items.stream()
            .flatMap(BackupReader::arrivals)
            .collect(Collectors.toCollection(TreeSet::new));
    if (arrivals.isEmpty()) {
      return Optional.empty();
    }
    var parts =
        items.stream()
            .flatMap(item -> PartArrival.newestByPlace(parts(item)).values().stream())
            .toList();
    return Optional.of(
        new BaseBackup(
            name,
            parts.size(),
            missing(name, items, parts.size()),
            parts.stream().mapToLong(PartArrival::bytes).sum(),
            arrivals.first(),
            arrivals.last(),
            items.stream()
                .flatMap(item -> times(item, LedgerTable.SENTINELS))
                .max(Instant::compareTo),
            described(name, items),
            serverVersion(name, items)));
  }

  private static Optional<SentinelContent> described(BackupName name, List<StoredItem> items) {
    var sentinel =
        read(items, new Sentinel(name))
            .filter(Meaning.Sentinel.class::isInstance)
            .map(meaning -> ((Meaning.Sentinel) meaning).content());
    return read(items, BackupMetadata.describing(name))
        .filter(Meaning.Metadata.class::isInstance)
        .map(
            meaning ->
                sentinel
                    .orElse(SentinelContent.NOTHING)
                    .with(((Meaning.Metadata) meaning).content()))
        .or(() -> sentinel);
  }

  private static OptionalInt serverVersion(BackupName name, List<StoredItem> items) {
    var told = described(name, items).map(SentinelContent::serverVersion);
    return told.filter(OptionalInt::isPresent)
        .orElseGet(
            () ->
                read(items, BackupMetadata.describing(name)).stream()
                    .filter(Meaning.ServerVersion.class::isInstance)
                    .mapToInt(meaning -> ((Meaning.ServerVersion) meaning).number())
                    .findFirst());
  }

  private static Optional<Meaning> read(List<StoredItem> items, ArchivedObject object) {
    return items.stream().flatMap(item -> new ItemReadings(item).of(object).stream()).findFirst();
  }

  /** WAL-E numbers the parts from 0 without holes; WAL-G leaves holes of its own. */
  private static int missing(BackupName name, List<StoredItem> items, int there) {
    if (name.offset().isEmpty()) {
      return 0;
    }
    return items.stream()
        .flatMap(BackupReader::numbersOfParts)
        .max(Long::compare)
        .map(highest -> (int) Math.min(Integer.MAX_VALUE, highest - there + 1))
        .orElse(0);
  }

  private static Stream<Long> numbersOfParts(StoredItem item) {
    return parts(item).stream()
        .map(part -> ItemKeys.firstPart(item.key()) + PartArrival.decode(part).place());
  }

  private static Stream<Instant> arrivals(StoredItem item) {
    var ofParts =
        parts(item).stream()
            .map(number -> Instant.ofEpochMilli(PartArrival.decode(number).millis()));
    var ofFiles =
        Stream.concat(times(item, LedgerTable.SENTINELS), times(item, LedgerTable.METADATA));
    return Stream.concat(ofFiles, ofParts);
  }

  private static Set<BigInteger> parts(StoredItem item) {
    return item.content().numbers(LedgerTable.PARTS);
  }

  private static Stream<Instant> times(StoredItem item, String attribute) {
    return item.content().numbers(attribute).stream()
        .map(number -> Instant.ofEpochMilli(number.longValueExact()));
  }
}
