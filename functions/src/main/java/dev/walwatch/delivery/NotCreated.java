package dev.walwatch.delivery;

import dev.walwatch.report.PlainText;

/** Why a result had nowhere to go, although walwatch may make the objects that it lacks. */
public final class NotCreated {
  private static final int REASON_LIMIT = 200;
  private static final int OBJECT_LIMIT = 120;

  private NotCreated() {}

  /**
   * The API user may not make it. Icinga 2.13 says so by denying that there is such a path.
   *
   * @param object what was to be made, such as {@code host payments-db}; one short line
   */
  public record NotPermitted(String object) implements IcingaDelivery {

    /** Makes the object's name one short line. */
    public NotPermitted {
      object = PlainText.oneLine(object, OBJECT_LIMIT);
    }

    @Override
    public String name() {
      return "creation-not-permitted";
    }

    @Override
    public String sentence() {
      return "Icinga lacks the %s, or its API user may not submit to it, and the user may not create"
              .formatted(object)
          + " it: give it objects/create/Host and objects/create/Service, or create the objects"
          + " yourself and switch WALWATCH_ICINGA_CREATE off.";
    }
  }

  /**
   * Icinga would not have it.
   *
   * @param object what was to be made, such as {@code host payments-db}; one short line
   * @param reason what Icinga says, one short line
   */
  public record Failed(String object, String reason) implements IcingaDelivery {

    /** Makes both one short line, for names come from a bucket and reasons from a network. */
    public Failed {
      object = PlainText.oneLine(object, OBJECT_LIMIT);
      reason = PlainText.oneLine(reason, REASON_LIMIT);
    }

    @Override
    public String name() {
      return "creation-failed";
    }

    @Override
    public String sentence() {
      return "Icinga lacks the %s and cannot create it: \"%s\". Check that it has the templates of"
              .formatted(object, reason)
          + " infra/icinga/templates.conf, or create the object yourself.";
    }
  }
}
