package dev.walwatch.alert;

/**
 * When a subject changes again and again, as Icinga tells it of its last 20 checks: it begins above
 * 30 % of changes, and ends below 25 %.
 *
 * @see <a
 *     href="https://icinga.com/docs/icinga-2/latest/doc/08-advanced-topics/#check-flapping">Icinga
 *     2: check flapping</a>
 */
final class Flapping {
  private static final int BEGINS_PERCENT = 30;
  private static final int ENDS_PERCENT = 25;

  private Flapping() {}

  static boolean begins(History history) {
    return history.changes() * 100 >= History.LENGTH * BEGINS_PERCENT;
  }

  static boolean hasEnded(History history) {
    return history.changes() * 100 < History.LENGTH * ENDS_PERCENT;
  }
}
