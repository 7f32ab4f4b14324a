package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One cluster in a bucket in memory, and the whole checker on it. */
final class CheckScene {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  final ClusterId cluster;
  final FakeBucket bucket = new FakeBucket();
  final Ledger ledger = new InMemoryLedger();
  private final List<PassiveResult> results = new ArrayList<>();

  CheckScene(String name) {
    cluster = ClusterId.parse("s3://backups/" + name);
  }

  /** Lets S3 tell of an object that was put. */
  void put(String key, Instant at) {
    tell(bucket.put(cluster, key, at));
  }

  void put(String key, Instant at, String body) {
    tell(bucket.put(cluster, key, at, body));
  }

  void delete(String key, Instant at) {
    tell(bucket.delete(cluster, key, at));
  }

  void tell(ObjectChange... changes) {
    assertThat(ledger.record(List.of(changes))).isEmpty();
  }

  /** Segments of timeline 1, one each second. */
  void putWal(int first, int last, Instant from) {
    tell(
        IntStream.rangeClosed(first, last)
            .mapToObj(n -> bucket.put(cluster, wal(n), from.plusSeconds(n - first)))
            .toArray(ObjectChange[]::new));
  }

  void deleteWal(int first, int last, Instant at) {
    tell(
        IntStream.rangeClosed(first, last)
            .mapToObj(n -> bucket.delete(cluster, wal(n), at))
            .toArray(ObjectChange[]::new));
  }

  /** A complete backup of WAL-E that stops in the segment that it starts in. */
  void putBackup(int start, Instant at) {
    put(backup(start) + "/tar_partitions/part_00000000.tar.lzo", at);
    put(backup(start) + "/extended_version.txt", at, "PostgreSQL 9.2.24 on x86_64");
    put(backup(start) + "_backup_stop_sentinel.json", at, sentinel(start));
  }

  void deleteBackup(int start, Instant at) {
    delete(backup(start) + "/tar_partitions/part_00000000.tar.lzo", at);
    delete(backup(start) + "/extended_version.txt", at);
    delete(backup(start) + "_backup_stop_sentinel.json", at);
  }

  static String sentinel(int stop) {
    return """
        {"wal_segment_backup_stop": "%s", "wal_segment_offset_backup_stop": "00000312",
         "expanded_size_bytes": 20162900, "spec": {"base_prefix": "/pg/", "tablespaces": []}}"""
        .formatted(name(1, stop));
  }

  static String wal(int number) {
    return wal(1, number);
  }

  static String wal(int timeline, int number) {
    return "wal_005/" + name(timeline, number) + ".lzo";
  }

  static String backup(int start) {
    return "basebackups_005/base_" + name(1, start) + "_00000040";
  }

  static String name(int timeline, int number) {
    return "%08X%08X%08X".formatted(timeline, number / 256, number % 256);
  }

  ClusterRun run(Instant now) {
    return runOn(ledger, now);
  }

  ClusterRun runOn(Ledger on, Instant now) {
    return CheckRuns.on(on, bucket, this::deliver).run(now).clusters().getFirst();
  }

  private IcingaDelivery deliver(PassiveResult result) {
    results.add(result);
    return new IcingaDelivery.Delivered();
  }

  /** What Icinga was told last of WAL archiving. */
  String walOutput() {
    return last(Service.WAL_ARCHIVING).output();
  }

  Severity walState() {
    return last(Service.WAL_ARCHIVING).state();
  }

  /** What Icinga was told last of base backups. */
  String backupOutput() {
    return last(Service.BASE_BACKUP).output();
  }

  Severity backupState() {
    return last(Service.BASE_BACKUP).state();
  }

  private PassiveResult last(Service service) {
    return results.stream()
        .filter(result -> result.service().equals(service.runbookName()))
        .toList()
        .getLast();
  }
}
