package dev.walwatch.delivery;

import dev.walwatch.report.PlainText;
import java.time.Duration;

/** What became of a result that was submitted to Icinga 2. */
public sealed interface IcingaDelivery
    permits IcingaDelivery.BadCredentials,
        IcingaDelivery.Delivered,
        IcingaDelivery.GivenUp,
        IcingaDelivery.NotPermitted,
        IcingaDelivery.PassiveChecksDisabled,
        IcingaDelivery.Refused,
        IcingaDelivery.SecretUnreadable,
        IcingaDelivery.ShuttingDown,
        IcingaDelivery.Superseded,
        IcingaDelivery.TimedOut,
        IcingaDelivery.TlsFailure,
        IcingaDelivery.UnknownOrNotPermitted,
        IcingaDelivery.Unreachable,
        IcingaDelivery.UnreachableObject,
        NotCreated.Failed,
        NotCreated.NotPermitted,
        OfSeveral.DeliveredToAnother,
        OfSeveral.NoneServes {

  /** Returns the outcome's name for logs and metrics, lower case words; it stays the same. */
  String name();

  /** Returns what happened and, where something is to be done, what: sentences for a log line. */
  String sentence();

  /** Returns whether Icinga has this result now, or a newer one of the same service. */
  default boolean isDelivered() {
    return switch (this) {
      case Delivered _, Superseded _, OfSeveral.DeliveredToAnother _ -> true;
      default -> false;
    };
  }

  /** Icinga has stored the result. */
  record Delivered() implements IcingaDelivery {
    @Override
    public String name() {
      return "delivered";
    }

    @Override
    public String sentence() {
      return "Icinga has stored the result.";
    }
  }

  /** Icinga has a newer result already, so this one is rightly dropped. */
  record Superseded() implements IcingaDelivery {
    @Override
    public String name() {
      return "superseded";
    }

    @Override
    public String sentence() {
      return "Icinga already has a newer result of this service and dropped this one.";
    }
  }

  /** Icinga says 404 both for an object that is not there and for one the user may not touch. */
  record UnknownOrNotPermitted() implements IcingaDelivery {
    @Override
    public String name() {
      return "unknown-or-not-permitted";
    }

    @Override
    public String sentence() {
      return "Icinga has no such service, or its API user may not submit to it: create the host with"
          + " vars.walwatch = true under exactly this name, and check the user's permission and"
          + " its filter (infra/icinga/).";
    }
  }

  /** The service has enable_passive_checks = false. */
  record PassiveChecksDisabled() implements IcingaDelivery {
    @Override
    public String name() {
      return "passive-checks-disabled";
    }

    @Override
    public String sentence() {
      return "Passive checks are switched off for this service in Icinga: set"
          + " enable_passive_checks = true, or switch them on in Icinga Web.";
    }
  }

  /** Newer releases of Icinga (2.14.10, 2.15.4, 2.16.2) name a missing permission. */
  record NotPermitted() implements IcingaDelivery {
    @Override
    public String name() {
      return "not-permitted";
    }

    @Override
    public String sentence() {
      return "Icinga's API user lacks a permission: give it actions/process-check-result"
          + " (infra/icinga/api-user.conf).";
    }
  }

  /** Icinga does not know this user with this password, or nobody with this certificate. */
  record BadCredentials() implements IcingaDelivery {
    @Override
    public String name() {
      return "bad-credentials";
    }

    @Override
    public String sentence() {
      return "Icinga refuses the user and password, or the certificate: compare walwatch's secret"
          + " with the ApiUser object.";
    }
  }

  /** Icinga stops or reloads at this moment. */
  record ShuttingDown() implements IcingaDelivery {
    @Override
    public String name() {
      return "shutting-down";
    }

    @Override
    public String sentence() {
      return "Icinga is stopping or reloading. The next run submits the state again.";
    }
  }

  /** A Dependency with disable_checks makes Icinga drop the result, although it answers 200. */
  record UnreachableObject() implements IcingaDelivery {
    @Override
    public String name() {
      return "unreachable-object";
    }

    @Override
    public String sentence() {
      return "Icinga dropped the result, a Dependency with disable_checks makes this service"
          + " unreachable: take walwatch's services out of that Dependency.";
    }
  }

  /**
   * Any other answer.
   *
   * @param status the HTTP status
   * @param text what was said, one short line without control characters
   */
  record Refused(int status, String text) implements IcingaDelivery {

    private static final int TEXT_LIMIT = 200;

    /** Makes the text one short line, for it may come from anything that listens there. */
    public Refused {
      text = PlainText.oneLine(text, TEXT_LIMIT);
    }

    @Override
    public String name() {
      return "refused";
    }

    @Override
    public String sentence() {
      return "Icinga refused the result with HTTP %d: \"%s\". If that is not Icinga speaking, check"
              .formatted(status, text)
          + " its address and port.";
    }
  }

  /**
   * The other side is not the Icinga that was expected, or speaks no TLS.
   *
   * @param reason what the TLS library says, one short line
   */
  record TlsFailure(String reason) implements IcingaDelivery {
    @Override
    public String name() {
      return "tls-failure";
    }

    @Override
    public String sentence() {
      return "Icinga cannot be trusted: %s. Give walwatch the ca.crt of that Icinga and the name that"
              .formatted(reason)
          + " stands in its certificate.";
    }
  }

  /**
   * There was no connection, or it broke before the answer.
   *
   * @param reason what happened, one short line
   */
  record Unreachable(String reason) implements IcingaDelivery {
    @Override
    public String name() {
      return "unreachable";
    }

    @Override
    public String sentence() {
      return "Icinga cannot be reached: %s. Check that it runs, its address and port, and that"
              .formatted(reason)
          + " security groups and firewalls let walwatch through.";
    }
  }

  /**
   * Nothing came in time; whether Icinga has the result is not known.
   *
   * @param patience how long walwatch waited
   */
  record TimedOut(Duration patience) implements IcingaDelivery {
    @Override
    public String name() {
      return "timed-out";
    }

    @Override
    public String sentence() {
      return "Icinga gave no answer within %d ms. Check that it is not overloaded, and that security"
              .formatted(patience.toMillis())
          + " groups and firewalls let walwatch through.";
    }
  }

  /**
   * Icinga was not asked, for what walwatch needs to speak to it could not be read.
   *
   * @param reason which setting it is and the way out, a sentence without its full stop
   */
  record SecretUnreadable(String reason) implements IcingaDelivery {
    @Override
    public String name() {
      return "secret-unreadable";
    }

    @Override
    public String sentence() {
      return "Nothing was submitted to Icinga. " + reason + ".";
    }
  }

  /**
   * Nothing more was submitted in this run.
   *
   * @param why what became of the result that was the last to be tried
   */
  record GivenUp(IcingaDelivery why) implements IcingaDelivery {
    @Override
    public String name() {
      return "given-up";
    }

    @Override
    public String sentence() {
      return "Nothing more was submitted in this run, the next run tries again. " + why.sentence();
    }
  }
}
