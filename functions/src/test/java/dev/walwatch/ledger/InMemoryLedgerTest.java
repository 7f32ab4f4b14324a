package dev.walwatch.ledger;

class InMemoryLedgerTest extends LedgerContract {
  private final Ledger ledger = new InMemoryLedger();

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Override
  Ledger anotherLedger() {
    return new InMemoryLedger();
  }

  @Override
  int histories() {
    return 300;
  }
}
