package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.MetadataContent;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.wal.TimelineHistory;
import java.time.Instant;

/**
 * What stood in one small object when it was read.
 *
 * @param object a history file, a sentinel or a file in a base backup's folder
 * @param arrived which of its arrivals was read; a newer one has to be read again
 * @param meaning what it tells
 */
public record Description(ArchivedObject object, Instant arrived, Meaning meaning) {

  /** What became of reading an object. */
  public sealed interface Meaning {

    /** A history file. */
    record History(TimelineHistory history) implements Meaning {}

    /** A sentinel. */
    record Sentinel(SentinelContent content) implements Meaning {}

    /** WAL-G's {@code metadata.json}. */
    record Metadata(MetadataContent content) implements Meaning {}

    /**
     * WAL-E's {@code extended_version.txt}.
     *
     * @param number PostgreSQL's {@code server_version_num}
     */
    record ServerVersion(int number) implements Meaning {}

    /** No such file is there: another one of the same folder has come. */
    record Absent() implements Meaning {}

    /**
     * It tells nothing. It is not read again until it comes anew.
     *
     * @param reason why, in words that quote nothing of it
     */
    record Unreadable(String reason) implements Meaning {}
  }
}
