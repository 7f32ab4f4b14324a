package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.archive.Removal;
import java.time.Instant;

/**
 * One removal as one string in its item: time, {@link ObjectCode}, principal, divided by spaces.
 *
 * @param millis when, milliseconds since 1970
 * @param code which object of the item; holds no space
 * @param by who did it; empty when S3 did not say
 */
record RemovalTrace(long millis, String code, String by) {
  /** What an IAM role's id and a session name take, with room to spare. */
  private static final int LONGEST_PRINCIPAL = 96;

  static RemovalTrace of(Removed removed) {
    return new RemovalTrace(
        removed.at().toEpochMilli(), ObjectCode.of(removed.object()), tame(removed.by()));
  }

  static RemovalTrace decode(String text) {
    var fields = text.split(" ", 3);
    return new RemovalTrace(Long.parseLong(fields[0]), fields[1], fields[2]);
  }

  String encode() {
    return millis + " " + code + " " + by;
  }

  Removal toRemoval(LedgerItem item) {
    ArchivedObject object = ObjectCode.decode(item, code);
    return new Removal(object, Instant.ofEpochMilli(millis), by);
  }

  /** A session's name is chosen by who removes: it must neither fill the item nor forge a line. */
  private static String tame(String principal) {
    var printable = principal.replaceAll("[^ -~]", "?");
    return printable.substring(0, Math.min(printable.length(), LONGEST_PRINCIPAL));
  }
}
