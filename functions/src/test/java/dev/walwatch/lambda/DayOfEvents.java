package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.watcher.QueueDepth;
import dev.walwatch.wal.SegmentName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A day in which things happen to clusters, checked every five minutes. What happens is written
 * down before the day begins; then it passes.
 */
final class DayOfEvents {
  static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(5);

  final FakeBucket bucket = new FakeBucket();
  private final Set<ClusterId> ended = new HashSet<>();
  final Ledger ledger =
      new ForwardingLedger(new InMemoryLedger()) {
        @Override
        public List<ClusterId> clusters() {
          return super.clusters().stream().filter(it -> !ended.contains(it)).toList();
        }
      };
  final Mailbox mail = new Mailbox();
  private final Map<ClusterId, Server> servers = new TreeMap<>();
  private final Map<Instant, List<Runnable>> happenings = new TreeMap<>();
  private final Map<String, PassiveResult> icinga = new HashMap<>();
  private final List<ObjectChange> queue = new ArrayList<>();
  private boolean icingaIsDown;
  private boolean recorderIsDead;
  private final CheckRun run =
      CheckRuns.on(
          ledger,
          bucket,
          bucket,
          this::deliver,
          Optional.of(mail),
          _ -> new QueueDepth(queue.size(), 0));

  /** A PostgreSQL server that archives a segment every five minutes and has a base backup. */
  static final class Server {
    private final ClusterId cluster;
    private final List<Integer> kept = new ArrayList<>();
    private int timeline = 1;
    private int segment = 1;
    private int tail;
    private boolean archives = true;

    private Server(ClusterId cluster) {
      this.cluster = cluster;
    }
  }

  static Instant at(String time) {
    return MIDNIGHT.plus(Duration.between(LocalTime.MIN, LocalTime.parse(time)));
  }

  static LocalTime timeOf(Instant moment) {
    return LocalTime.ofInstant(moment, ZoneOffset.UTC);
  }

  /** Lets a server begin its life with a base backup. */
  void begins(String time, String... names) {
    for (var name : names) {
      var cluster = ClusterId.parse("s3://" + name);
      on(
          time,
          () -> {
            var server = new Server(cluster);
            servers.put(cluster, server);
            archive(server, at(time));
            backsUp(server, at(time));
          });
    }
  }

  /** Something that happens to a server. */
  interface Event {
    void to(Server server, Instant now);
  }

  /** Lets something happen to servers. */
  void happens(String time, Event event, String... names) {
    for (var name : names) {
      on(time, () -> event.to(server(name), at(time)));
    }
  }

  private Server server(String name) {
    return Objects.requireNonNull(servers.get(ClusterId.parse("s3://" + name)));
  }

  /** Lets nobody look at servers any more. */
  void ends(String time, String... names) {
    for (var name : names) {
      on(
          time,
          () -> {
            servers.remove(ClusterId.parse("s3://" + name));
            ended.add(ClusterId.parse("s3://" + name));
          });
    }
  }

  void icingaIsDown(String from, String until) {
    on(from, () -> icingaIsDown = true);
    on(until, () -> icingaIsDown = false);
  }

  void recorderIsDead(String from, String until) {
    on(from, () -> recorderIsDead = true);
    on(until, () -> recorderIsDead = false);
  }

  private void on(String time, Runnable event) {
    happenings.computeIfAbsent(at(time), _ -> new ArrayList<>()).add(event);
  }

  void stopsArchiving(Server server, Instant now) {
    server.archives = false;
  }

  /** PostgreSQL keeps what it could not archive, and archives it in order. */
  void archivesAgain(Server server, Instant now) {
    server.archives = true;
    server.kept.forEach(number -> tell(put(server, number, now)));
    server.kept.clear();
  }

  /** The standby is promoted, and the last segment of the primary was never shipped. */
  void failsOver(Server server, Instant now) {
    server.tail = server.segment;
    server.segment++;
    tell(
        bucket.put(
            server.cluster,
            "wal_005/00000002.history",
            now,
            "1\t0/%X000028\tno recovery target specified\n".formatted(server.segment)));
    server.timeline = 2;
  }

  /** Somebody finds the segment on the old primary's disk. */
  void archivesTheTail(Server server, Instant now) {
    tell(bucket.put(server.cluster, CheckScene.wal(1, server.tail), now));
  }

  /**
   * A lifecycle rule removes what is older than some segments, whether a backup needs it or not.
   */
  void expires(Server server, int kept, Instant now) {
    for (int number = 1; number < server.segment - kept; number++) {
      tell(bucket.delete(server.cluster, CheckScene.wal(1, number), now));
    }
  }

  /** An operator takes note of all gaps that the last check found. */
  void isAcknowledged(Server server, Instant now) {
    var known = ledger.read(server.cluster);
    var gap =
        new Acknowledgement(
            SegmentName.parse(CheckScene.name(1, 1)),
            SegmentName.parse(CheckScene.name(1, server.segment)),
            "alice",
            "a new base backup covers what came after",
            Optional.empty());
    ledger.save(
        server.cluster,
        Notes.ACKNOWLEDGEMENTS,
        known.acknowledged().with(AcknowledgementFacts.of(List.of(gap))));
  }

  /** An operator works on a server, and wants nobody to hear of it. */
  void isSilenced(Server server, Instant now) {
    var silence =
        new Silencing(now, now.plus(Duration.ofHours(2)), "bob", "the disks are replaced");
    ledger.save(
        server.cluster,
        Notes.SILENCES,
        ledger.read(server.cluster).silences().with(SilencingFacts.of(List.of(silence))));
  }

  void backsUp(Server server, Instant now) {
    var name = CheckScene.backup(server.segment - 1);
    tell(bucket.put(server.cluster, name + "/tar_partitions/part_00000000.tar.lzo", now));
    tell(
        bucket.put(
            server.cluster,
            name + "_backup_stop_sentinel.json",
            now,
            CheckScene.sentinel(server.segment - 1)));
  }

  private void tell(ObjectChange change) {
    queue.add(change);
  }

  /** Lets the recorder do what waits in the queue. */
  private void recordAll(Instant now) {
    if (!recorderIsDead && !queue.isEmpty()) {
      assertThat(ledger.record(queue)).isEmpty();
      ledger.noteEvent(now);
      queue.clear();
    }
  }

  private ObjectChange put(Server server, int number, Instant now) {
    return bucket.put(server.cluster, CheckScene.wal(server.timeline, number), now);
  }

  private void archive(Server server, Instant now) {
    if (server.archives) {
      tell(put(server, server.segment, now));
    } else {
      server.kept.add(server.segment);
    }
    server.segment++;
  }

  /** Lets the day pass. */
  void passes() {
    for (var now = MIDNIGHT;
        now.isBefore(MIDNIGHT.plus(Duration.ofDays(1)));
        now = now.plus(BETWEEN_CHECKS)) {
      var moment = now;
      servers.values().forEach(server -> archive(server, moment));
      happenings.getOrDefault(now, List.of()).forEach(Runnable::run);
      recordAll(now);
      run.run(now.plusSeconds(60));
    }
  }

  private IcingaDelivery deliver(PassiveResult result) {
    if (icingaIsDown) {
      return new IcingaDelivery.Unreachable("the connection is refused");
    }
    synchronized (icinga) {
      icinga.put(result.objectName(), result);
    }
    return new IcingaDelivery.Delivered();
  }
}
