package dev.walwatch.delivery;

import dev.walwatch.delivery.OfSeveral.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Submits to the first of several endpoints that serves, and stays with it. Made anew for each run,
 * which begins with the first again. Safe for use by several threads.
 */
final class FailoverSubmitter implements PassiveCheckSubmitter {

  /**
   * One of the endpoints.
   *
   * @param address where it is, without credentials
   */
  record Endpoint(String address, PassiveCheckSubmitter submitter) {}

  /**
   * The endpoint that served last.
   *
   * @param first why it is not the first
   */
  private record Position(int index, Optional<Attempt> first) {}

  private final List<Endpoint> endpoints;
  private final AtomicReference<Position> position =
      new AtomicReference<>(new Position(0, Optional.empty()));

  /**
   * Makes it for one run.
   *
   * @param endpoints in the order of preference, at least one
   */
  FailoverSubmitter(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    var from = position.get();
    var failed = new ArrayList<Attempt>();
    while (failed.size() < endpoints.size()) {
      int index = (from.index() + failed.size()) % endpoints.size();
      var endpoint = endpoints.get(index);
      var outcome = endpoint.submitter().deliver(result);
      if (!Serving.isForAnotherEndpoint(outcome)) {
        var at = stayAt(index, from, failed);
        return outcome instanceof IcingaDelivery.Delivered ? delivered(endpoint, at) : outcome;
      }
      failed.add(new Attempt(endpoint.address(), outcome));
    }
    return failed.size() == 1 ? failed.getFirst().outcome() : new OfSeveral.NoneServes(failed);
  }

  private Position stayAt(int index, Position from, List<Attempt> failed) {
    if (index == from.index()) {
      return from;
    }
    var first = from.index() == 0 ? Optional.of(failed.getFirst()) : from.first();
    var to = new Position(index, index == 0 ? Optional.empty() : first);
    // if somebody else was faster it is settled already
    position.compareAndSet(from, to);
    return to;
  }

  private static IcingaDelivery delivered(Endpoint endpoint, Position at) {
    return at.first()
        .<IcingaDelivery>map(first -> new OfSeveral.DeliveredToAnother(endpoint.address(), first))
        .orElseGet(IcingaDelivery.Delivered::new);
  }
}
