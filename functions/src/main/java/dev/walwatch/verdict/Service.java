package dev.walwatch.verdict;

/** What is judged of each cluster. */
public enum Service {
  /** Is there a fresh, complete base backup? */
  BASE_BACKUP("base-backup"),
  /** Does the WAL arrive, and without a gap? */
  WAL_ARCHIVING("wal-archiving");

  private final String id;

  Service(String id) {
    this.id = id;
  }

  /** Returns the short name that stays: for attributes, metrics and stored state. */
  public String id() {
    return id;
  }
}
