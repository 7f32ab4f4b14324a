package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import java.time.Instant;
import java.util.List;

/**
 * What was found.
 *
 * @param root where was looked: a bucket, and what the keys that count begin with
 * @param all the archives there, in the order of their prefixes
 * @param objects how many objects were seen
 * @param at the moment that is judged
 * @param notes what could not be looked at, a sentence each
 */
record Archives(
    ClusterId root, List<FoundArchive> all, long objects, Instant at, List<String> notes) {

  Archives {
    all = List.copyOf(all);
    notes = List.copyOf(notes);
  }

  /** Returns what is said when there is no archive. */
  String nothingFound() {
    return ("no archive of WAL-E or WAL-G below %s: among %d objects none is in a folder wal_005/"
            + " or basebackups_005/ and named as these tools do")
        .formatted(Names.url(root), objects);
  }
}
