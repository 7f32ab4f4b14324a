package dev.walwatch.ledger;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A real client that counts and measures, and fails those updates that a test chooses. */
final class WatchedClient extends ForwardingClient {

  /** Decides about one update before it happens, by throwing or not. */
  interface Fault {
    /**
     * Throws, or lets the update happen.
     *
     * @param key the sort key that is written
     * @param number the update's number, from 1
     */
    void on(String key, int number);
  }

  private final Fault fault;
  private final Queue<String> writes = new ConcurrentLinkedQueue<>();
  private final DoubleAdder units = new DoubleAdder();
  private final DoubleAdder readUnits = new DoubleAdder();

  private WatchedClient(DynamoDbClient client, Fault fault) {
    super(client);
    this.fault = fault;
  }

  static WatchedClient watching(DynamoDbClient client) {
    return new WatchedClient(client, (_, _) -> {});
  }

  static WatchedClient failing(DynamoDbClient client, Fault fault) {
    return new WatchedClient(client, fault);
  }

  /** Returns the sort keys that were written, tries that failed included. */
  Queue<String> writes() {
    return writes;
  }

  double writeUnits() {
    return units.sum();
  }

  double readUnits() {
    return readUnits.sum();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    var response =
        super.query(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    readUnits.add(response.consumedCapacity().capacityUnits());
    return response;
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    var key = DynamoDbItemCodec.item(request.key()).key();
    fault.on(key, numberOf(key));
    var response =
        super.updateItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    units.add(response.consumedCapacity().capacityUnits());
    return response;
  }

  private synchronized int numberOf(String key) {
    writes.add(key);
    return writes.size();
  }
}
