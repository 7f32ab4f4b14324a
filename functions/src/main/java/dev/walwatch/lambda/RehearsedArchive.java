package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A small archive that does not exist, for rehearsals. It is always the same moment in it. */
final class RehearsedArchive {
  static final Instant MOMENT = Instant.EPOCH;
  static final ArchiveLayout LAYOUT = new WaleLayout();
  static final ClusterId CLUSTER = new ClusterId("rehearsal", "main/");

  /** With a gap, for there is more to say of one. */
  private static final List<ArchiveListing.ListedObject> OBJECTS =
      List.of(
          object("basebackups_005/base_000000010000000000000001_backup_stop_sentinel.json"),
          object("wal_005/000000010000000000000001.lz4"),
          object("wal_005/000000010000000000000002.lz4"),
          object("wal_005/000000010000000000000004.lz4"));

  private RehearsedArchive() {}

  private static ArchiveListing.ListedObject object(String key) {
    return new ArchiveListing.ListedObject(key, 1, MOMENT);
  }

  /** Returns a ledger in memory that knows the archive. */
  static Ledger ledger() {
    var ledger = new InMemoryLedger();
    ledger.record(OBJECTS.stream().map(RehearsedArchive::appeared).toList());
    return ledger;
  }

  private static ObjectChange appeared(ArchiveListing.ListedObject object) {
    return new ObjectChange.Appeared(
        CLUSTER, LAYOUT.read(object.keyBelowPrefix()), MOMENT, object.bytes(), false);
  }

  /** Lists the archive, as an {@link ArchiveListing} does. */
  static ArchiveListing.Page page(ClusterId cluster, String keysBeginWith, String after) {
    var objects =
        OBJECTS.stream()
            .filter(it -> it.keyBelowPrefix().startsWith(keysBeginWith))
            .filter(it -> it.keyBelowPrefix().compareTo(after) > 0)
            .toList();
    return new ArchiveListing.Page(objects, false);
  }

  /** Does with the clients of DynamoDB and S3 what is done with them at work. */
  static void useClients() {
    var ledger = new DynamoDbLedger(NoNetwork.client(DynamoDbClient.builder()), "rehearsal");
    ledger.clusters();
    ledger.watcher();
    ledger.save(CLUSTER, ledger.read(CLUSTER).state());
    new S3ArchiveListing(NoNetwork.client(S3Client.builder())).list(CLUSTER, "");
  }
}
