package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import dev.walwatch.report.PlainText;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/**
 * The connections to one endpoint, and what it means when one fails.
 *
 * <p>Icinga closes a connection that was idle for 10 to 15 s, which a client only notices when it
 * writes: so a request whose connection breaks is repeated once. All that is sent here may be sent
 * twice without harm. Safe for use by several threads.
 */
final class IcingaHttps implements AutoCloseable {
  private static final long ANSWER_LIMIT_BYTES = 64 * 1024;
  private static final int REASON_LIMIT = 200;

  private final HttpClient client;
  private final Duration requestTimeout;

  /** What came of a request. */
  sealed interface Exchange {

    /** An answer, whatever it says. */
    record Answered(int status, String body) implements Exchange {}

    /** None. */
    record Failed(IcingaDelivery outcome) implements Exchange {}
  }

  IcingaHttps(IcingaEndpoint endpoint, IcingaCredentials credentials) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(IcingaTls.context(endpoint, credentials))
            .connectTimeout(endpoint.connectTimeout())
            .build();
    this.requestTimeout = endpoint.requestTimeout();
  }

  /**
   * Sends a request, in at most twice the endpoint's request timeout.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  Exchange send(HttpRequest request) {
    try {
      return answer(request);
    } catch (IOException first) {
      if (!isLostConnection(first)) {
        return new Exchange.Failed(meaning(first));
      }
    }
    try {
      return answer(request);
    } catch (IOException again) {
      return new Exchange.Failed(meaning(again));
    }
  }

  /** Waits for the whole answer: the client's own timeout ends with the headers. */
  private Exchange answer(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<String>> pending =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_LIMIT_BYTES));
    try {
      var response = pending.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Exchange.Answered(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Exchange.Failed(new IcingaDelivery.TimedOut(requestTimeout));
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
