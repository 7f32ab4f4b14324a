package dev.walwatch.ledger;

/**
 * What is kept about a cluster beside its archive and its judgement, each under its own version.
 */
public enum Notes {
  /** The gaps that somebody took note of. */
  ACKNOWLEDGEMENTS(LedgerTable.ACKNOWLEDGEMENTS),
  /** Until when people want to hear nothing of the cluster. */
  SILENCES(LedgerTable.SILENCES),
  /** What people were told of the cluster, and what they are still to be told. */
  ALERTS(LedgerTable.ALERTS);

  private final String key;

  Notes(String key) {
    this.key = key;
  }

  /** The sort key of the item that they are kept in. */
  String key() {
    return key;
  }
}
