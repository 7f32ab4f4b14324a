package dev.walwatch.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An Icinga 2, at one endpoint or, where several masters share its work, at several. What was read
 * of its secrets is kept from run to run; connections are kept within a run and not longer, for
 * Icinga closes them while nobody uses them.
 *
 * <p>Safe for use by several threads, for one run after the other.
 */
public final class Icinga implements PassiveCheckService, AutoCloseable {
  private final List<IcingaEndpoint> endpoints;
  private final boolean creates;
  private final IcingaSecrets secrets;
  private final Time time;
  private final List<IcingaClient> opened = new ArrayList<>();

  /**
   * Makes it; nothing is read and nothing sent yet.
   *
   * @param endpoints in the order of preference, at least one; the CA comes from its setting
   * @param credentials where the credentials are, see {@link Secrets#read}
   * @param ca where the certificate of Icinga's CA is, PEM
   * @param creates whether hosts and services that are missing are made
   */
  public Icinga(
      List<IcingaEndpoint> endpoints,
      Secrets secrets,
      String credentials,
      String ca,
      boolean creates) {
    this(endpoints, new IcingaSecrets(secrets, credentials, ca), creates, Time.REAL);
  }

  Icinga(List<IcingaEndpoint> endpoints, IcingaSecrets secrets, boolean creates, Time time) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("[]: an Icinga has at least one endpoint");
    }
    this.endpoints = List.copyOf(endpoints);
    this.secrets = secrets;
    this.creates = creates;
    this.time = time;
  }

  @Override
  public PassiveCheckSubmitter forOneRun() {
    close();
    var missing = new MissingObjects();
    var renewing = new RenewingSubmitter(secrets, values -> connect(values, missing));
    return new PatientSubmitter(renewing, new Patience(time, RandomGenerator.getDefault()));
  }

  private PassiveCheckSubmitter connect(IcingaSecrets.Values values, MissingObjects missing) {
    return new FailoverSubmitter(
        endpoints.stream()
            .map(endpoint -> endpoint.trusting(values.caPem()))
            .map(endpoint -> open(endpoint, values.credentials(), missing))
            .toList());
  }

  private FailoverSubmitter.Endpoint open(
      IcingaEndpoint endpoint, IcingaCredentials credentials, MissingObjects missing) {
    var client = new IcingaClient(endpoint, credentials);
    synchronized (opened) {
      opened.add(client);
    }
    var address = endpoint.url().toString();
    return new FailoverSubmitter.Endpoint(
        address, creates ? new CreatingSubmitter(client, missing) : client);
  }

  /** Closes the connections of the run that was last. */
  @Override
  public void close() {
    synchronized (opened) {
      opened.forEach(IcingaClient::close);
      opened.clear();
    }
  }
}
