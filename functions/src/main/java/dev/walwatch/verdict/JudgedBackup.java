package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.wal.Lsn;
import java.util.Optional;

/**
 * One base backup and whether it can be restored.
 *
 * @param backup what the archive holds of it
 * @param state whether it can be restored
 * @param start where it starts; empty when neither its name nor its sentinel tells
 * @param stop where it stops, what recovery must reach at least; empty when its sentinel was not
 *     read or does not tell
 * @param reason why it is not restorable, one clause for people; empty when it is
 */
public record JudgedBackup(
    BaseBackup backup, State state, Optional<Lsn> start, Optional<Lsn> stop, String reason) {

  /** Whether a base backup can be restored (rule D13). */
  public enum State {
    /** Its sentinel, its parts and every segment from its start to its stop are there. */
    RESTORABLE("restorable"),
    /** Complete, but WAL that it needs is not there yet, for no longer than the grace. */
    WAITING_FOR_WAL("waiting-for-wal"),
    /** Begun, and its sentinel or its parts may still come. */
    INCOMPLETE("incomplete"),
    /** Begun so long ago that nobody will finish it. */
    STUCK("stuck"),
    /** Its sentinel is there, some or all of its parts are not. */
    HALF_DELETED("half-deleted"),
    /** Complete, but WAL or a backup that it needs is missing for good. */
    BROKEN("broken");

    private final String id;

    State(String id) {
      this.id = id;
    }

    /** Returns the short name that stays, for machines. */
    public String id() {
      return id;
    }
  }

  public boolean isRestorable() {
    return state == State.RESTORABLE;
  }
}
