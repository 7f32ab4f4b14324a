package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import dev.walwatch.report.PlainText;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Submits check results to the API of an Icinga 2.
 *
 * <p>One client serves all runs of a process, for a TLS handshake costs more than everything else.
 * Icinga closes a connection that was idle for 10 to 15 s, which a client of a function that sleeps
 * between its runs only notices when it writes: so a request whose connection breaks is repeated
 * once. That is harmless, the same result is only stored again.
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
  private static final long ANSWER_LIMIT_BYTES = 64 * 1024;
  private static final int REASON_LIMIT = 200;

  private final HttpClient client;
  private final URI action;
  private final Duration requestTimeout;
  private final Secret authorization;

  /**
   * Makes a client; nothing is sent yet.
   *
   * @throws WalwatchException if the endpoint's CA certificate cannot be read
   */
  public IcingaClient(IcingaEndpoint endpoint, IcingaCredentials credentials) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(IcingaTrust.context(endpoint))
            .connectTimeout(endpoint.connectTimeout())
            .build();
    this.action = endpoint.url().resolve(ACTION);
    this.requestTimeout = endpoint.requestTimeout();
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
    HttpRequest request = request(result);
    try {
      return answer(request);
    } catch (IOException first) {
      if (!isLostConnection(first)) {
        return meaning(first);
      }
    }
    try {
      return answer(request);
    } catch (IOException again) {
      return meaning(again);
    }
  }

  private HttpRequest request(PassiveResult result) {
    return HttpRequest.newBuilder(action)
        .header("Authorization", authorization.reveal())
        // compared to the letter: with anything more in it Icinga answers 400 in HTML
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("User-Agent", "walwatch")
        .POST(BodyPublishers.ofString(body(result)))
        .build();
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

  /** Waits for the whole answer: the client's own timeout ends with the headers. */
  private IcingaDelivery answer(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<String>> pending =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_LIMIT_BYTES));
    try {
      var response = pending.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return IcingaAnswer.read(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new IcingaDelivery.TimedOut(requestTimeout);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new WalwatchException("interrupted while Icinga was asked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new WalwatchException("Icinga could not be asked", e);
    }
  }

  private static boolean isLostConnection(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException timeout -> false;
      case ConnectException refused -> false;
      case SSLException tls -> isEndOfStream(tls);
      default -> true;
    };
  }

  private IcingaDelivery meaning(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException timeout ->
          new IcingaDelivery.TimedOut(client.connectTimeout().orElse(requestTimeout));
      case ConnectException refused ->
          new IcingaDelivery.Unreachable(
              refused.getCause() instanceof UnresolvedAddressException
                  ? "its name cannot be resolved"
                  : "the connection is refused");
      case SSLException tls ->
          isEndOfStream(tls)
              ? new IcingaDelivery.Unreachable("it closed the connection")
              : new IcingaDelivery.TlsFailure(reason(tls));
      default -> new IcingaDelivery.Unreachable(reason(failure));
    };
  }

  /** An Icinga that is stopping accepts a connection and closes it at once. */
  private static boolean isEndOfStream(SSLException failure) {
    return failure.getCause() instanceof EOFException;
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return PlainText.oneLine(
        message == null ? failure.getClass().getSimpleName() : message, REASON_LIMIT);
  }

  /** Closes the connections; requests under way fail. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
