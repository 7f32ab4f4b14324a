package dev.walwatch.ledger;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The names in the ledger's table, all of them, and the table itself for places where no template
 * makes it.
 *
 * <p>Attribute names of the items that grow are one letter, because DynamoDB counts them into the
 * size that a write is charged for. All sets are number sets unless said otherwise; all times are
 * milliseconds since 1970, but {@code expires}.
 *
 * <table>
 * <caption>Items of a cluster, by sort key</caption>
 * <tr><th>{@code wal#<22 digits>}</th><td>{@code p} places present, {@code e} those that came
 * empty, {@code q} places with a partial segment, {@code t} newest arrival (a number), {@code r}
 * removal traces (strings)</td></tr>
 * <tr><th>{@code backup#<name>}</th><td>{@code s} arrivals of the sentinel, {@code m} arrivals of
 * the small files, {@code d} what was read in them (strings), {@code r}</td></tr>
 * <tr><th>{@code backup#<name>#<block>}</th><td>{@code b} arrivals of 256 parts, each with its
 * place, time and bytes, {@code r}</td></tr>
 * <tr><th>{@code history#<8 digits>}</th><td>{@code a} arrivals, {@code d}, {@code r}</td></tr>
 * <tr><th>{@code touched}</th><td>{@code k} keys of items that need a listing (strings)</td></tr>
 * <tr><th>{@code state}</th><td>{@code version} (a number), {@code facts} (a map of strings)</td>
 * </tr>
 * <tr><th>{@code sweep}</th><td>{@code version}, {@code facts}</td></tr>
 * <tr><th>{@code policy}</th><td>{@code facts}</td></tr>
 * <tr><th>{@code acks}</th><td>{@code version}, {@code facts}: the gaps that somebody took note of,
 * by {@code <first>-<last>}</td></tr>
 * <tr><th>{@code silences}</th><td>{@code version}, {@code facts}: until when people want to hear
 * nothing</td></tr>
 * <tr><th>{@code alerts}</th><td>{@code version}, {@code facts}: what people were told, and what
 * they are still to be told</td></tr>
 * </table>
 *
 * <p>An item of arrivals that holds nothing any more bears {@code expires} (a number, seconds since
 * 1970) and nothing else. It counts as gone: reads leave it out, and whatever is added takes the
 * mark off in the same write. DynamoDB deletes it by its time to live; where that is not switched
 * on, about 100 bytes of it stay, which reads over its place pay for.
 *
 * <p>The partition {@code clusters} holds one item for each known cluster, its sort key the
 * cluster's id, with nothing in it but {@code version} 0.
 *
 * <p>The partition {@code walwatch} is about the watcher itself: {@code events} with {@code t},
 * when the newest event came into the queue, {@code canary#<bucket>/<key>} with {@code t}, when the
 * newest canary was written of which an event came, and {@code state} with {@code version} and
 * {@code facts}.
 */
public final class LedgerTable {
  /** The partition key, a string: a cluster's id, or {@link #CLUSTERS}. */
  public static final String PARTITION_KEY = "cluster_id";

  /** The sort key, a string. */
  public static final String SORT_KEY = "item";

  /**
   * When an item may be deleted, in seconds since 1970: the attribute for the table's time to live.
   */
  public static final String EXPIRES = "expires";

  /** The partition of the known clusters. A cluster's id holds a slash, so it never is this. */
  static final String CLUSTERS = "clusters";

  /** The partition of the watcher itself; no cluster's id either. */
  static final String WATCHER = "walwatch";

  static final String EVENTS = "events";

  /** What the keys of canaries begin with; they sort before {@link #EVENTS}. */
  static final String CANARY = "canary#";

  static final String SILENCES = "silences";
  static final String ALERTS = "alerts";
  static final String TOUCHED = "touched";
  static final String STATE = "state";
  static final String POLICY = "policy";
  static final String ACKNOWLEDGEMENTS = "acks";
  static final String SWEEP = "sweep";

  static final String PRESENT = "p";
  static final String EMPTY = "e";
  static final String PARTIAL = "q";
  static final String NEWEST = "t";
  static final String SENTINELS = "s";
  static final String METADATA = "m";
  static final String PARTS = "b";
  static final String HISTORIES = "a";
  static final String REMOVALS = "r";
  static final String DESCRIPTIONS = "d";
  static final String TOUCHED_KEYS = "k";
  static final String VERSION = "version";
  static final String FACTS = "facts";

  /** All sets of the items that arrivals and removals touch. */
  static final List<String> SETS =
      List.of(
          PRESENT, EMPTY, PARTIAL, SENTINELS, METADATA, PARTS, HISTORIES, REMOVALS, DESCRIPTIONS);

  private LedgerTable() {}

  /**
   * Makes the table, paid by request, and waits until it can be used. A table of that name that
   * exists stays as it is.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB refuses
   */
  public static void create(DynamoDbClient client, String name) {
    try {
      client.createTable(
          table ->
              table
                  .tableName(name)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(key(PARTITION_KEY, KeyType.HASH), key(SORT_KEY, KeyType.RANGE))
                  .attributeDefinitions(text(PARTITION_KEY), text(SORT_KEY)));
    } catch (ResourceInUseException ignored) {
      // it exists already, or somebody makes it at this moment: the wait below is for both
    }
    var often =
        WaiterOverrideConfiguration.builder()
            .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(100)))
            .maxAttempts(600)
            .build();
    try (var waiter =
        DynamoDbWaiter.builder().client(client).overrideConfiguration(often).build()) {
      waiter.waitUntilTableExists(table -> table.tableName(name));
    }
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
