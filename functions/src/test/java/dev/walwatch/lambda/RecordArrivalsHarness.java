package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.ledger.WalBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A ledger, the function that writes it and the listing that settles it. */
record RecordArrivalsHarness(Ledger ledger, ArchiveListing listing) {
  /** Later than every trace. */
  static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

  /** All that the ledger says of one cluster. */
  record Contents(String keyPrefix, ClusterLedger cluster, List<WalBlock> wal) {}

  /** Hands one batch of bodies to the function and returns the places of those that failed. */
  Set<String> deliver(List<String> bodies) {
    var batch =
        IntStream.range(0, bodies.size())
            .mapToObj(i -> RecordArrivals.delivery(message(i, bodies.get(i))))
            .toList();
    return new ArrivalRecorder(ledger, new WaleLayout(), _ -> false, () -> NOW, _ -> {})
        .record(batch, "test", new RecordArrivalsContext().getLogger());
  }

  private static SQSMessage message(int place, String body) {
    var message = new SQSMessage();
    message.setMessageId(Integer.toString(place));
    message.setBody(body);
    return message;
  }

  /** Lists what removals touched, until nothing is left to list, as the checker does. */
  void settle(String bucket) {
    var reconciler = new Reconciler(ledger, listing, new WaleLayout());
    for (var cluster : clustersOf(bucket)) {
      var touched = ledger.read(cluster).touched();
      while (!touched.isEmpty()) {
        touched.forEach(item -> reconciler.settle(cluster, item, NOW));
        ledger.clearTouched(cluster, touched);
        touched = ledger.read(cluster).touched();
      }
    }
  }

  /** Returns all that the ledger says of a bucket's clusters. */
  List<Contents> contents(String bucket) {
    return clustersOf(bucket).stream()
        .map(
            cluster ->
                new Contents(
                    cluster.keyPrefix(),
                    ledger.read(cluster),
                    ledger.blocks(cluster, Optional.empty(), Optional.empty())))
        .toList();
  }

  private List<ClusterId> clustersOf(String bucket) {
    return ledger.clusters().stream().filter(id -> id.bucket().equals(bucket)).toList();
  }
}
