package dev.walwatch.report;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said about findings of base backups, in the meaning of the old runbook. */
final class BackupWords {
  private static final String NO_DATA_LOST =
      "No data is lost while WAL archiving works, but a restore has to replay more and more WAL.";
  private static final String TAKE_ONE =
      "See in the log of the backup job why it failed, then take a base backup by hand.";

  private static final String BRING_IT_BACK =
      "Find out who deleted it and stop that. If the bucket is versioned and the parts are still"
          + " there, bring the sentinel back; else take a base backup now.";

  private BackupWords() {}

  static Words missing(Finding.BackupMissing missing) {
    var facts = new ArrayList<String>();
    facts.add("There is no backup sentinel in the archive, the object that completes a backup.");
    RemovalWords.sentences(missing.removals()).forEach(facts::add);
    return new Words(
        "no complete base backup",
        facts,
        "Nothing can be restored: WAL alone is of no use without a base backup.",
        missing.removals().isEmpty() ? TAKE_ONE : BRING_IT_BACK);
  }

  static Words overdue(Finding.BackupOverdue overdue, Instant now) {
    var newest = overdue.newest();
    return new Words(
        "the newest base backup is " + age(newest, now) + " old",
        List.of(described(newest)),
        NO_DATA_LOST,
        TAKE_ONE);
  }

  static Words fresh(Finding.BackupFresh fresh, Instant now) {
    return Words.good(
        "base backup finished " + age(fresh.newest(), now) + " ago", described(fresh.newest()));
  }

  static Words unfinished(Finding.BackupUnfinished unfinished, Instant now) {
    return new Words(
        "base backup "
            + unfinished.name()
            + " was begun "
            + Spoken.span(Duration.between(unfinished.begun(), now))
            + " ago and never finished",
        List.of(
            "Begun "
                + Spoken.moment(unfinished.begun())
                + ", "
                + parts(unfinished.parts())
                + ", no sentinel."),
        "This backup cannot be restored. " + NO_DATA_LOST,
        "Make sure that no backup is still running, take a new one if it was the newest, and remove"
            + " the parts that were left behind.");
  }

  static Words underWay(Finding.BackupUnderWay underWay, Instant now) {
    return Words.good(
        "base backup " + underWay.name() + " is under way",
        "Base backup "
            + underWay.name()
            + " was begun "
            + Spoken.span(Duration.between(underWay.begun(), now))
            + " ago, "
            + parts(underWay.parts())
            + " so far, no sentinel yet."
            + underWay.usual().map(it -> " It usually takes " + Spoken.span(it) + ".").orElse(""));
  }

  static Words waiting(Finding.BackupWaiting waiting) {
    var name = waiting.waiting().backup().name();
    return Words.good(
        "base backup " + name + " waits for its WAL",
        "Base backup " + name + " is complete, but " + waiting.waiting().reason() + ".");
  }

  static Words broken(Finding.BackupBroken broken) {
    var judged = broken.broken();
    var facts = new ArrayList<String>();
    facts.add("It is complete, but " + judged.reason() + ".");
    RemovalWords.sentences(broken.removals()).forEach(facts::add);
    return new Words(
        "base backup " + judged.backup().name() + " cannot be restored",
        facts,
        "This backup is of no use.",
        "Bring back what is missing: WAL from pg_wal on the database host, anything else from the"
            + " bucket's versions. Else take a new base backup now.");
  }

  static Words halfDeleted(Finding.BackupHalfDeleted half) {
    var judged = half.rest();
    var facts = new ArrayList<String>();
    facts.add("Its sentinel is there, but " + judged.reason() + ".");
    RemovalWords.sentences(half.removals()).forEach(facts::add);
    return new Words(
        "base backup " + judged.backup().name() + " is half deleted",
        facts,
        "This backup cannot be restored, though backup-list shows it. " + onlyIf(half.severity()),
        "Find out who deleted its parts and stop that. Bring them back from the bucket's versions, or"
            + " delete the rest of it and take a new base backup now.");
  }

  private static String onlyIf(Severity severity) {
    return severity == Severity.CRITICAL
        ? "As the newest one, it is what a restore would start with."
        : "A restore would start with a newer one.";
  }

  static Words deleted(Finding.BackupDeleted deleted) {
    return new Words(
        "a base backup newer than those that are kept was deleted",
        RemovalWords.sentences(List.of(deleted.removal())),
        "Retention deletes the oldest backups; this was the newest. A restore now has to start with"
            + " an older one and replay more WAL.",
        BRING_IT_BACK);
  }

  static Words shrunk(Finding.BackupShrunk shrunk) {
    var newest = shrunk.newest();
    return new Words(
        "the newest base backup has only "
            + Spoken.bytes(newest.bytes())
            + ", usual are "
            + Spoken.bytes(shrunk.usualBytes()),
        List.of(described(newest)),
        "It may lack a tablespace or most of the data, though its tool calls it complete.",
        "See in the log of the backup job what it backed up. If the database has not really shrunk,"
            + " keep the older backups and take a new one.");
  }

  private static String described(BaseBackup backup) {
    return "Newest: "
        + backup.name()
        + ", finished "
        + Spoken.moment(finished(backup))
        + ", "
        + parts(backup.parts())
        + ", "
        + Spoken.bytes(backup.bytes())
        + ".";
  }

  private static String age(BaseBackup backup, Instant now) {
    return Spoken.span(Duration.between(finished(backup), now));
  }

  private static Instant finished(BaseBackup backup) {
    return backup.finishedAt().orElseThrow();
  }

  private static String parts(int count) {
    return count == 1 ? "1 part" : count + " parts";
  }
}
