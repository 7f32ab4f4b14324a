package dev.walwatch.ledger;

import java.time.InstantSource;

/** The ledger in memory: for local tools and tests, and gone with them. Thread-safe. */
public final class InMemoryLedger extends StoredLedger {

  public InMemoryLedger() {
    super(new InMemoryStore(), InstantSource.system());
  }
}
