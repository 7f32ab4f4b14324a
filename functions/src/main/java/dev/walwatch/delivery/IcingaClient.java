package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import dev.walwatch.secret.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Submits check results to the API of an Icinga 2 at one endpoint, and makes objects there.
 *
 * <p>No {@code execution_start} is sent: Icinga drops a result that seems older than the one it
 * has, be it by a clock that is behind, and some releases say 200 to it. Objects are addressed by
 * their name, never by a filter, which is slow and needs one permission more.
 *
 * <p>Safe for use by several threads.
 */
public final class IcingaClient implements PassiveCheckSubmitter, AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACTION = "/v1/actions/process-check-result";

  private final URI url;
  private final IcingaHttps https;
  private final Optional<Secret> authorization;

  /**
   * Makes a client; nothing is sent yet.
   *
   * @throws WalwatchException if the endpoint's CA certificate cannot be read
   */
  public IcingaClient(IcingaEndpoint endpoint, IcingaCredentials credentials) {
    this.url = endpoint.url();
    this.https = new IcingaHttps(endpoint, credentials);
    this.authorization = credentials.authorization();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes at most twice the endpoint's request timeout.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    var request = request(ACTION).POST(BodyPublishers.ofString(body(result))).build();
    return switch (https.send(request)) {
      case IcingaHttps.Exchange.Answered(var status, var body) -> IcingaAnswer.read(status, body);
      case IcingaHttps.Exchange.Failed(var outcome) -> outcome;
    };
  }

  /**
   * Makes an object unless it is there; nothing that is there is changed.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  IcingaCreation create(IcingaObject object) {
    var request = request(object.path()).PUT(BodyPublishers.ofString(object.body())).build();
    return switch (https.send(request)) {
      case IcingaHttps.Exchange.Answered(var status, var body) ->
          IcingaCreation.read(object, status, body);
      case IcingaHttps.Exchange.Failed(var outcome) -> new IcingaCreation.NotAnswered(outcome);
    };
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            // compared to the letter: with anything more in it Icinga answers 400 in HTML
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("User-Agent", "walwatch");
    authorization.ifPresent(header -> request.header("Authorization", header.reveal()));
    return request;
  }

  private static String body(PassiveResult result) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", "Service");
    body.put("service", result.objectName());
    body.put("exit_status", result.state().exitCode());
    body.put("plugin_output", result.output());
    var performanceData = body.putArray("performance_data");
    result.performanceData().forEach(performanceData::add);
    body.put("check_source", result.checkSource());
    body.put("ttl", result.ttl().toSeconds());
    return body.toString();
  }

  /** Closes the connections; requests under way fail. */
  @Override
  public void close() {
    https.close();
  }
}
