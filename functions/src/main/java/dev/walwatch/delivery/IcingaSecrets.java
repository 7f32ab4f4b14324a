package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import java.util.Optional;

/**
 * What walwatch needs to know to speak to Icinga: read when it is first needed, and again when it
 * seems to have changed. Safe for use by several threads.
 */
final class IcingaSecrets {
  private final Secrets secrets;
  private final String credentialsSetting;
  private final String caSetting;
  private Optional<Values> known = Optional.empty();

  /**
   * What was read.
   *
   * @param caPem the certificates of Icinga's CA
   */
  record Values(IcingaCredentials credentials, String caPem) {}

  /**
   * Reads nothing yet.
   *
   * @param credentialsSetting where the credentials are, see {@link Secrets#read}
   * @param caSetting where the CA's certificate is
   */
  IcingaSecrets(Secrets secrets, String credentialsSetting, String caSetting) {
    this.secrets = secrets;
    this.credentialsSetting = credentialsSetting;
    this.caSetting = caSetting;
  }

  /**
   * Returns what was read last, by any run.
   *
   * @throws SecretUnreadableException if it has to be read and cannot; it names the setting
   */
  synchronized Values values() {
    return known.isPresent() ? known.get() : readAgain();
  }

  /**
   * Returns what is there now.
   *
   * @throws SecretUnreadableException if it cannot be read; what was known is forgotten then
   */
  synchronized Values readAgain() {
    known = Optional.empty();
    var credentials = IcingaCredentials.parse(secrets.read(credentialsSetting), credentialsSetting);
    var ca = secrets.read(caSetting).reveal();
    try {
      IcingaTls.certificates(ca);
    } catch (WalwatchException e) {
      throw new SecretUnreadableException(caSetting + ": " + e.getMessage(), e);
    }
    var values = new Values(credentials, ca);
    known = Optional.of(values);
    return values;
  }
}
