package dev.walwatch.lambda;

/**
 * What the functions count, all of it: a name made from data would be a metric of its own for each
 * value, and each costs.
 */
enum Metric {
  /** One at the end of a run that did its work, and else nothing: who waits for it misses it. */
  HEARTBEAT("Heartbeat"),

  MESSAGES_RECEIVED("MessagesReceived"),
  MESSAGES_UNREADABLE("MessagesUnreadable"),
  MESSAGES_UNWRITTEN("MessagesUnwritten"),
  OBJECTS_APPEARED("ObjectsAppeared"),
  OBJECTS_REMOVED("ObjectsRemoved"),
  CANARIES_SEEN("CanariesSeen"),
  KEYS_IGNORED("KeysIgnored"),
  EVENTS_IGNORED("EventsIgnored"),
  TEST_EVENTS("TestEvents"),
  NOTES_FAILED("NotesFailed"),

  CLUSTERS_CHECKED("ClustersChecked"),
  CLUSTERS_FAILED("ClustersFailed"),
  CLUSTERS_OK("ClustersOk"),
  CLUSTERS_WARNING("ClustersWarning"),
  CLUSTERS_CRITICAL("ClustersCritical"),
  CLUSTERS_UNKNOWN("ClustersUnknown"),
  CLUSTERS_NOT_JUDGED("ClustersNotJudged"),
  CLUSTERS_BEING_LISTED("ClustersBeingListed"),
  RESULTS_DELIVERED("ResultsDelivered"),
  RESULTS_UNDELIVERED("ResultsUndelivered"),
  MESSAGES_PUBLISHED("MessagesPublished"),
  MESSAGES_UNSENT("MessagesUnsent"),
  DEAD_LETTERS("DeadLetters"),
  QUEUE_DEPTH("QueueDepth"),
  QUEUE_AGE("QueueAge", Unit.SECONDS),
  LAST_EVENT_AGE("LastEventAge", Unit.SECONDS),
  CANARY_AGE("CanaryAge", Unit.SECONDS),
  EVENTS_LOST("EventsLost"),
  PINGS_FAILED("PingsFailed"),

  CLUSTERS_DUE("ClustersDue"),
  OBJECTS_LISTED("ObjectsListed"),
  ITEMS_REPAIRED("ItemsRepaired"),
  SWEEPS_FINISHED("SweepsFinished"),
  SWEEPS_CONTINUED("SweepsContinued"),
  SWEEPS_FAILED("SweepsFailed"),

  MESSAGES_POSTED("MessagesPosted"),
  MESSAGES_REFUSED("MessagesRefused"),
  MESSAGES_FAILED("MessagesFailed");

  /** What a metric is counted in, as CloudWatch calls it. */
  enum Unit {
    COUNT("Count"),
    SECONDS("Seconds");

    private final String id;

    Unit(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private final String id;
  private final Unit unit;

  Metric(String id) {
    this(id, Unit.COUNT);
  }

  Metric(String id, Unit unit) {
    this.id = id;
    this.unit = unit;
  }

  /** Returns its name in CloudWatch, which stays the same: alarms and dashboards are made on it. */
  String id() {
    return id;
  }

  Unit unit() {
    return unit;
  }
}
