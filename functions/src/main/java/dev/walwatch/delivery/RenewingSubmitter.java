package dev.walwatch.delivery;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Submits with the secrets that are known, and once in a run, when they seem to be wrong, reads
 * them again: so a password may be changed while walwatch runs, and a wrong one costs a run two
 * reads. Made anew for each run. Safe for use by several threads.
 */
final class RenewingSubmitter implements PassiveCheckSubmitter {
  private final IcingaSecrets secrets;
  private final Function<IcingaSecrets.Values, PassiveCheckSubmitter> connect;
  private Optional<Link> inUse = Optional.empty();

  /**
   * The way to Icinga with the secrets as they were read.
   *
   * @param isRenewed whether they were read in this run because others had failed
   */
  private record Link(boolean isRenewed, PassiveCheckSubmitter submitter) {}

  /**
   * Makes it for one run; nothing is read yet.
   *
   * @param connect how to speak to Icinga with some secrets
   */
  RenewingSubmitter(
      IcingaSecrets secrets, Function<IcingaSecrets.Values, PassiveCheckSubmitter> connect) {
    this.secrets = secrets;
    this.connect = connect;
  }

  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    var link = inUse();
    var outcome = link.submitter().deliver(result);
    return Serving.mayBeForASecret(outcome) && !link.isRenewed()
        ? renewed().submitter().deliver(result)
        : outcome;
  }

  private synchronized Link inUse() {
    return inUse.orElseGet(() -> use(false, secrets::values));
  }

  /** Returns the link with secrets that were read anew, by whoever was the first to need them. */
  private synchronized Link renewed() {
    return inUse.filter(Link::isRenewed).orElseGet(() -> use(true, secrets::readAgain));
  }

  private Link use(boolean isRenewed, Supplier<IcingaSecrets.Values> read) {
    Link link;
    try {
      link = new Link(isRenewed, connect.apply(read.get()));
    } catch (SecretUnreadableException e) {
      var outcome = new IcingaDelivery.SecretUnreadable(String.valueOf(e.getMessage()));
      link = new Link(isRenewed, _ -> outcome);
    }
    inUse = Optional.of(link);
    return link;
  }
}
