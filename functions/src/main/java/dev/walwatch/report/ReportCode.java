package dev.walwatch.report;

/**
 * What is reported and is no finding in an archive: that a cluster could not be judged, and how
 * walwatch itself is. As {@link dev.walwatch.verdict.FindingCode}, the names stay.
 */
public enum ReportCode {
  /** A cluster could not be judged. */
  NOT_JUDGED("not-judged"),
  /** A cluster is new here and its archive is still being listed. */
  NOT_YET_LISTED("not-yet-listed"),

  /** Nothing is wrong with walwatch itself. */
  WATCHER_FINE("watcher-fine"),
  /** Messages wait in the queue, and nothing is recorded. */
  INGESTION_STUCK("ingestion-stuck"),
  /** S3's events about canaries do not come back. */
  CANARY_MISSING("canary-missing"),
  /** Canaries could not be put. */
  CANARY_NOT_PUT("canary-not-put"),
  /** Messages to people could not be published. */
  MESSAGES_UNSENT("messages-unsent"),
  /** Something went wrong in a run that all clusters got through. */
  RUN_INCOMPLETE("run-incomplete"),
  /** The dead-letter queue is not empty. */
  DEAD_LETTERS("dead-letters"),
  /** Icinga did not take results. */
  DELIVERIES_FAILED("deliveries-failed"),
  /** Clusters could not be judged. */
  CLUSTERS_NOT_JUDGED("clusters-not-judged"),
  /** Icinga shows UNKNOWN, since walwatch is silent. */
  WATCHER_SILENT("watcher-silent");

  private final String id;

  ReportCode(String id) {
    this.id = id;
  }

  /** Returns the short name that stays. */
  public String id() {
    return id;
  }
}
