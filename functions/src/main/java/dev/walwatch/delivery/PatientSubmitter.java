package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Submits the results of one run: a few at once, again where Icinga reloads, and none any more when
 * it is in vain. An Icinga that is down costs a run its patience once, and not once for each
 * result. Safe for use by several threads.
 */
final class PatientSubmitter implements PassiveCheckSubmitter {

  /** More only add to the time that each takes: Icinga works on them in one process. */
  private static final int AT_ONCE = 4;

  private final PassiveCheckSubmitter icinga;
  private final Patience patience;
  private final Semaphore connections = new Semaphore(AT_ONCE);
  // of those to whom Icinga does not serve one waits for it, and the others for him
  private final ReentrantLock waiting = new ReentrantLock();
  private final AtomicInteger recoveries = new AtomicInteger();
  private volatile Optional<IcingaDelivery> end = Optional.empty();

  /**
   * Makes it for one run.
   *
   * @param patience used by nobody else
   */
  PatientSubmitter(PassiveCheckSubmitter icinga, Patience patience) {
    this.icinga = icinga;
    this.patience = patience;
  }

  /**
   * {@inheritDoc}
   *
   * @throws WalwatchException if the thread is interrupted
   */
  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    try {
      connections.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WalwatchException("interrupted while others submitted to Icinga", e);
    }
    try {
      return end.<IcingaDelivery>map(IcingaDelivery.GivenUp::new).orElseGet(() -> submit(result));
    } finally {
      connections.release();
    }
  }

  private IcingaDelivery submit(PassiveResult result) {
    int before = recoveries.get();
    var outcome = icinga.deliver(result);
    if (Serving.mayServeSoon(outcome)) {
      outcome = insist(result, outcome, before);
    }
    if (Serving.servesNobody(outcome)) {
      end = Optional.of(outcome);
    }
    return outcome;
  }

  private IcingaDelivery insist(PassiveResult result, IcingaDelivery failure, int before) {
    waiting.lock();
    try {
      if (end.isPresent()) {
        return failure;
      }
      var trial = patience.begin();
      var outcome = failure;
      // whoever waited before saw it serve again, and there is nothing to wait for
      boolean served = recoveries.get() != before;
      while (Serving.mayServeSoon(outcome) && (served || trial.waits())) {
        served = false;
        outcome = icinga.deliver(result);
      }
      if (Serving.mayServeSoon(outcome)) {
        end = Optional.of(outcome);
      } else {
        trial.end();
        recoveries.incrementAndGet();
      }
      return outcome;
    } finally {
      waiting.unlock();
    }
  }
}
