package dev.walwatch.ledger.sweep;

/** How long a sweep may go on. It is asked after each page that S3 has listed. */
@FunctionalInterface
public interface TimeLeft {
  TimeLeft ENOUGH = () -> false;

  /** Returns whether it is time to stop: what is left will be done another time. */
  boolean isShort();
}
