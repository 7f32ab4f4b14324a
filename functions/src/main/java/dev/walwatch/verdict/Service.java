package dev.walwatch.verdict;

/** What is judged of each cluster. */
public enum Service {
  /** Is there a fresh, complete base backup? */
  BASE_BACKUP("base-backup", "PostgreSQL WAL-E base backup push"),
  /** Does the WAL arrive, and without a gap? */
  WAL_ARCHIVING("wal-archiving", "PostgreSQL WAL-E archiving to S3");

  private final String id;
  private final String runbookName;

  Service(String id, String runbookName) {
    this.id = id;
    this.runbookName = runbookName;
  }

  /** Returns the short name that stays: for attributes, metrics and stored state. */
  public String id() {
    return id;
  }

  /** Returns the name of the old runbook's check, which on-call people know, byte for byte. */
  public String runbookName() {
    return runbookName;
  }
}
