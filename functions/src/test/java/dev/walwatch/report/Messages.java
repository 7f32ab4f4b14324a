package dev.walwatch.report;

import dev.walwatch.alert.News;
import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Messages of every kind, as the checker would send them. */
public final class Messages {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Optional<URI> LOGS =
      Optional.of(URI.create("https://logs.example.org/app/discover#/?_a=(db:payments-db)&_g=()"));

  private Messages() {}

  /** Returns all of them by name, in a fixed order. */
  public static Map<String, Message> all() {
    var all = new LinkedHashMap<String, Message>();
    all.put("gap", gap());
    all.put("reminder", reminder());
    all.put("recovery", recovery());
    all.put("flapping", flapping());
    all.put("grouped", grouped());
    all.put("hostile", hostileDeletion());
    all.put("watcher", watcher());
    all.put("test", test());
    return all;
  }

  public static Message gap() {
    return new Message(
        "3f2a91c0-1",
        "3f2a91c0",
        News.PROBLEM,
        Severity.CRITICAL,
        "example-backups/prod/payments-db/",
        "wal-archiving",
        "wal-gap",
        "WAL segment 000000010000005B00000084 is missing, no restore gets past it",
        NOON.plusSeconds(900),
        NOON.plusSeconds(960),
        List.of(
            "Missing: 000000010000005B00000084.", "Seen since 2026-11-22 12:05:00 UTC (11 min)."),
        "A restore stops before 000000010000005B00000084. Everything written after 2026-11-22"
            + " 12:04:12 UTC is lost to a restore, until a new base backup is complete. It cuts"
            + " base_000000010000005B00000011_00000040.",
        "Look for the file in pg_wal on the database host and archive it again, or bring it back"
            + " from the bucket's versions. If it is gone, take a new base backup now: until it is"
            + " complete, everything after the gap is at risk.",
        List.of(),
        runbook("wal-gap"),
        LOGS);
  }

  static Message reminder() {
    return silence(
        "8d01be77-3",
        News.REMINDER,
        Severity.CRITICAL,
        "no WAL for 5 h, newest segment 000000010000005B00000084",
        NOON.plusSeconds(3600),
        NOON.plusSeconds(5 * 3600),
        Optional.of(new Message.Beginning(NOON.plusSeconds(900), Severity.WARNING)));
  }

  static Message recovery() {
    return new Message(
        "8d01be77-4",
        "8d01be77",
        News.RECOVERY,
        Severity.OK,
        "example-backups/prod/payments-db/",
        "wal-archiving",
        "wal-flows",
        "WAL arrives, newest segment 000000010000005B00000091 20 s ago",
        NOON.plusSeconds(5 * 3600 + 600),
        NOON.plusSeconds(5 * 3600 + 900),
        List.of(),
        "",
        "",
        List.of(),
        1,
        Optional.empty(),
        LOGS,
        Optional.of(new Message.Beginning(NOON.plusSeconds(900), Severity.WARNING)));
  }

  static Message flapping() {
    return silence(
        "8d01be77-5",
        News.FLAPPING,
        Severity.WARNING,
        "no WAL for 16 min, newest segment 000000010000005B00000093",
        NOON.plusSeconds(6 * 3600),
        NOON.plusSeconds(6 * 3600 + 60),
        Optional.of(new Message.Beginning(NOON.plusSeconds(900), Severity.WARNING)));
  }

  private static Message silence(
      String id,
      News news,
      Severity severity,
      String headline,
      Instant since,
      Instant at,
      Optional<Message.Beginning> beginning) {
    return new Message(
        id,
        "8d01be77",
        news,
        severity,
        "example-backups/prod/payments-db/",
        "wal-archiving",
        "wal-silence",
        headline,
        since,
        at,
        List.of(
            "The last new segment came at 2026-11-22 12:00:00 UTC.",
            "WAL came at this time on 6 of the last 7 days, so this silence is unusual."),
        "Nothing written after that moment is safe outside the database host: losing the host now"
            + " loses it. PostgreSQL retries the same segment for ever and keeps its WAL meanwhile.",
        "See on the database host why archive_command fails (the PostgreSQL log,"
            + " pg_stat_archiver) and how much room pg_wal has left.",
        List.of(),
        1,
        runbook("wal-silence"),
        LOGS,
        beginning);
  }

  public static Message grouped() {
    return new Message(
        "c7724e10-1",
        "c7724e10",
        News.PROBLEM,
        Severity.CRITICAL,
        "example-backups",
        "wal-archiving",
        "wal-silence",
        "no WAL of 500 clusters for 60 min",
        NOON,
        NOON.plusSeconds(300),
        List.of("All of them fell silent within 2 min, so they are likely to have one cause."),
        "Nothing that these databases wrote since is safe outside their hosts.",
        "See what they have in common: the network's way to S3, the credentials of archiving, the"
            + " bucket's policy and its key.",
        IntStream.rangeClosed(1, 500)
            .mapToObj(n -> "example-backups/prod/db-%03d/".formatted(n))
            .toList(),
        runbook("wal-silence"),
        Optional.empty());
  }

  /** A deletion by somebody who chose the names of a role and of a key. */
  public static Message hostileDeletion() {
    return new Message(
        "5e5e5e5e-1",
        "5e5e5e5e",
        News.PROBLEM,
        Severity.CRITICAL,
        "example-backups/<!channel>/*all* is `well`\r\nBcc: all@example.org/",
        "base-backup",
        "backup-deleted",
        "a base backup newer than those that are kept was deleted",
        NOON,
        NOON.plusSeconds(30),
        List.of(
            "The sentinel of base_000000010000005B00000011_00000040 was deleted at 2026-11-22"
                + " 12:00:00 UTC, by AROAEXAMPLE:<!here> <@U012AB3CD> <https://evil.example|the"
                + " runbook>.",
            "> ```~not~ :white_check_mark: _deleted_ \"&lt;!channel&gt;\" [click](https://evil.example)"
                + " </p><script>alert(1)</script> \\u0000\",\"severity\":\"OK \u202Ereversed"),
        "Retention deletes the oldest backups; this was the newest. A restore now has to start with"
            + " an older one and replay more WAL.",
        "Find out who deleted it and stop that. If the bucket is versioned and the parts are still"
            + " there, bring the sentinel back; else take a base backup now.",
        List.of(),
        runbook("backup-deleted"),
        LOGS);
  }

  static Message watcher() {
    return new Message(
        "91aa0c3d-1",
        "91aa0c3d",
        News.PROBLEM,
        Severity.CRITICAL,
        Message.WATCHER,
        "walwatch",
        "ingestion-broken",
        "no event of S3 came for 45 min, and 212 wait in the queue",
        NOON,
        NOON.plusSeconds(300),
        List.of(
            "The oldest event in the queue is 44 min old.",
            "As long as this lasts, nothing is said about clusters that seem silent."),
        "No data is lost: archiving goes on. But losses are seen late or not at all.",
        "Read the log of RecordArrivals, then redrive the dead-letter queue.",
        List.of(),
        runbook("ingestion-broken"),
        Optional.empty());
  }

  static Message test() {
    return new Message(
        "0badcafe-1",
        "0badcafe",
        News.TEST,
        Severity.OK,
        Message.WATCHER,
        "walwatch",
        "test",
        "this is a test of the channels",
        NOON,
        NOON,
        List.of("Sent by alice with walwatch notify --test."),
        "",
        "",
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<URI> runbook(String code) {
    return Optional.of(URI.create("https://docs.example.org/walwatch/runbooks/" + code));
  }
}
