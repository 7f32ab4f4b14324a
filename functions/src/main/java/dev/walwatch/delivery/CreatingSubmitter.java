package dev.walwatch.delivery;

/**
 * Submits to one endpoint, and makes the host and the service of a result where they are missing.
 * It changes and deletes nothing. Safe for use by several threads.
 *
 * <p>That a service was made shows in that it takes the result, which has to come soon anyway:
 * Icinga checks a new service at some moment of the first minute and calls it UNKNOWN then.
 */
final class CreatingSubmitter implements PassiveCheckSubmitter {
  private final IcingaClient icinga;
  private final MissingObjects missing;

  /**
   * Makes it for one run.
   *
   * @param missing the same for all endpoints of the run
   */
  CreatingSubmitter(IcingaClient icinga, MissingObjects missing) {
    this.icinga = icinga;
    this.missing = missing;
  }

  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    var outcome = icinga.deliver(result);
    return isMissing(outcome) ? afterHost(result) : outcome;
  }

  private IcingaDelivery afterHost(PassiveResult result) {
    return switch (missing.create(IcingaObject.host(result), icinga)) {
      case IcingaCreation.NotAnswered(var why) -> why;
      // the apply rules of a new host may have made the service with it
      case IcingaCreation.Made _ -> {
        var outcome = icinga.deliver(result);
        yield isMissing(outcome) ? afterService(result, outcome) : outcome;
      }
      case IcingaCreation.AlreadyThere _ ->
          afterService(result, new IcingaDelivery.UnknownOrNotPermitted());
      case IcingaCreation.Refused(var why) -> afterService(result, why);
    };
  }

  /**
   * Makes the service.
   *
   * @param reason what to say where the service is not the reason
   */
  private IcingaDelivery afterService(PassiveResult result, IcingaDelivery reason) {
    var service = missing.create(IcingaObject.service(result), icinga);
    if (service instanceof IcingaCreation.NotAnswered(var why)) {
      return why;
    }
    // even after a refusal: somebody else may have made it at the same moment
    var outcome = icinga.deliver(result);
    if (!isMissing(outcome)) {
      return outcome;
    }
    boolean hostIsThere = reason instanceof IcingaDelivery.UnknownOrNotPermitted;
    return hostIsThere && service instanceof IcingaCreation.Refused(var why) ? why : reason;
  }

  private static boolean isMissing(IcingaDelivery outcome) {
    return outcome instanceof IcingaDelivery.UnknownOrNotPermitted;
  }
}
