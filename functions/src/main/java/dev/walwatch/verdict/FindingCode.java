package dev.walwatch.verdict;

/** The kinds of findings, by the names that stay: for machines, messages and runbooks. */
public enum FindingCode {
  WAL_GAP("wal-gap"),
  WAL_ON_ITS_WAY("wal-on-its-way"),
  WAL_SILENCE("wal-silence"),
  WAL_IDLE("wal-idle"),
  WAL_FLOWS("wal-flows"),
  WAL_NEVER_SEEN("wal-never-seen"),
  WAL_GONE("wal-gone"),
  SEGMENT_SIZE("segment-size"),
  UNLINKED_TIMELINE("unlinked-timeline"),
  UNREADABLE_HISTORY("unreadable-history"),
  SPLIT_BRAIN("split-brain"),
  NEW_EPOCH("new-epoch"),
  EVENTS_LOST("events-lost"),
  NO_BACKUP("no-backup"),
  BACKUP_OVERDUE("backup-overdue"),
  BACKUP_FRESH("backup-fresh"),
  BACKUP_STUCK("backup-stuck"),
  BACKUP_UNDER_WAY("backup-under-way"),
  BACKUP_WAITING_FOR_WAL("backup-waiting-for-wal"),
  BACKUP_BROKEN("backup-broken"),
  BACKUP_HALF_DELETED("backup-half-deleted"),
  BACKUP_DELETED("backup-deleted"),
  BACKUP_SHRUNK("backup-shrunk");

  private final String id;

  FindingCode(String id) {
    this.id = id;
  }

  /** Returns the short name that stays. */
  public String id() {
    return id;
  }

  static FindingCode of(Finding finding) {
    return switch (finding) {
      case Finding.WalGap _ -> WAL_GAP;
      case Finding.WalHole _ -> WAL_ON_ITS_WAY;
      case Finding.WalSilence silence -> silence.severity() == Severity.OK ? WAL_IDLE : WAL_SILENCE;
      case Finding.WalFlows _ -> WAL_FLOWS;
      case Finding.WalNeverSeen _ -> WAL_NEVER_SEEN;
      case Finding.WalGone _ -> WAL_GONE;
      case Finding.SegmentSizeMismatch _ -> SEGMENT_SIZE;
      case Finding.TimelineUnlinked _ -> UNLINKED_TIMELINE;
      case Finding.HistoryUnreadable _ -> UNREADABLE_HISTORY;
      case Finding.SplitBrain _ -> SPLIT_BRAIN;
      case Finding.NewEpoch _ -> NEW_EPOCH;
      case Finding.EventsLost _ -> EVENTS_LOST;
      case Finding.BackupMissing _ -> NO_BACKUP;
      case Finding.BackupOverdue _ -> BACKUP_OVERDUE;
      case Finding.BackupFresh _ -> BACKUP_FRESH;
      case Finding.BackupUnfinished _ -> BACKUP_STUCK;
      case Finding.BackupUnderWay _ -> BACKUP_UNDER_WAY;
      case Finding.BackupWaiting _ -> BACKUP_WAITING_FOR_WAL;
      case Finding.BackupBroken _ -> BACKUP_BROKEN;
      case Finding.BackupHalfDeleted _ -> BACKUP_HALF_DELETED;
      case Finding.BackupDeleted _ -> BACKUP_DELETED;
      case Finding.BackupShrunk _ -> BACKUP_SHRUNK;
    };
  }
}
