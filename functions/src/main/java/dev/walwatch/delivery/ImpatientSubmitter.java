package dev.walwatch.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives up on an Icinga that does not serve: one that hangs must not take a run's time from all
 * clusters that are still to be judged. Made anew for each run. Safe for use by several threads.
 */
public final class ImpatientSubmitter implements PassiveCheckSubmitter {
  /** A reload of Icinga breaks a connection or two; more in a row are no reload. */
  private static final int FAILURES_IN_A_ROW = 5;

  private final PassiveCheckSubmitter submitter;
  private final AtomicInteger failures = new AtomicInteger();

  public ImpatientSubmitter(PassiveCheckSubmitter submitter) {
    this.submitter = submitter;
  }

  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    if (failures.get() >= FAILURES_IN_A_ROW) {
      return new IcingaDelivery.GivenUp(FAILURES_IN_A_ROW);
    }
    var delivery = submitter.deliver(result);
    switch (delivery) {
      case IcingaDelivery.Unreachable _,
          IcingaDelivery.TimedOut _,
          IcingaDelivery.TlsFailure _,
          IcingaDelivery.BadCredentials _ ->
          failures.incrementAndGet();
      default -> failures.set(0);
    }
    return delivery;
  }
}
