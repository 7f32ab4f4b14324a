package dev.walwatch.delivery;

/** Whether an outcome is about one result, or tells that an endpoint serves nobody. */
final class Serving {
  private static final int SERVICE_UNAVAILABLE = 503;

  private Serving() {}

  /** A reload or a restart may be all it is: the same may be served in some seconds. */
  static boolean mayServeSoon(IcingaDelivery outcome) {
    return switch (outcome) {
      case IcingaDelivery.Unreachable _, IcingaDelivery.TimedOut _, IcingaDelivery.ShuttingDown _ ->
          true;
      // of a load balancer that finds no Icinga behind it
      case IcingaDelivery.Refused(var status, _) -> status == SERVICE_UNAVAILABLE;
      case OfSeveral.NoneServes(var attempts) ->
          attempts.stream().anyMatch(attempt -> mayServeSoon(attempt.outcome()));
      default -> false;
    };
  }

  /** No result is served, and none will be before somebody changes a setting. */
  static boolean servesNobody(IcingaDelivery outcome) {
    return switch (outcome) {
      case IcingaDelivery.BadCredentials _, IcingaDelivery.TlsFailure _ -> true;
      case OfSeveral.NoneServes _ -> !mayServeSoon(outcome);
      default -> false;
    };
  }

  /**
   * Another endpoint may serve. What an Icinga answered for itself the other would answer, too; one
   * that cannot be trusted has answered nothing, and its certificate is its own.
   */
  static boolean isForAnotherEndpoint(IcingaDelivery outcome) {
    return outcome instanceof IcingaDelivery.TlsFailure || mayServeSoon(outcome);
  }

  /** A secret that was changed since it was read would explain it. */
  static boolean mayBeForASecret(IcingaDelivery outcome) {
    return servesNobody(outcome);
  }
}
