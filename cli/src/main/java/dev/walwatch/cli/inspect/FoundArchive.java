package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveSnapshot;
import java.util.Optional;

/**
 * An archive that was found below what was looked at.
 *
 * @param tool what wrote it, as the names of its objects tell; empty when they do not
 */
record FoundArchive(ArchiveSnapshot snapshot, Optional<Tool> tool) {

  /** A backup tool. */
  enum Tool {
    WAL_E("wal-e"),
    WAL_G("wal-g");

    private final String id;

    Tool(String id) {
      this.id = id;
    }

    /** Returns its name, which is also that of its command. */
    String id() {
      return id;
    }
  }
}
