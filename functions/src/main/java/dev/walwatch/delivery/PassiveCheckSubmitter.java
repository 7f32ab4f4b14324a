package dev.walwatch.delivery;

/** Hands passive check results to the monitoring system. */
public interface PassiveCheckSubmitter {

  /**
   * Submits one result. Whatever the other side answers, or if it does not, is the outcome and no
   * exception, so one service's trouble never stops the others.
   */
  IcingaDelivery deliver(PassiveResult result);
}
