package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import dev.walwatch.secret.SecretRequests;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Pings a service outside that raises an alarm when no ping comes: healthchecks.io or a like one.
 *
 * <p>A ping is a POST with one line of text. An address with a query says all by itself, so it is
 * asked with a GET and no text: Uptime Kuma's push addresses are such, and took nothing else for
 * long.
 *
 * <p>A failure is told at once only where {@code /fail} is known to mean that: below the addresses
 * of Healthchecks, which are those of hc-ping.com, those that end with a UUID, and those with
 * {@code /ping/} in their path. Elsewhere it might pass for a sign of life, so nothing is sent, and
 * the service raises its alarm when the next ping does not come.
 *
 * <p>The address is a secret, and is read for each ping. Neither it nor an answer is quoted. Safe
 * for use by several threads.
 *
 * @see <a href="https://healthchecks.io/docs/http_api/">Healthchecks.io: the pinging API</a>
 */
public final class Healthcheck {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration REQUEST = Duration.ofSeconds(4);

  /** So long a parameter may take to be read: no run is cut short by its ping. */
  private static final Duration READING = Duration.ofSeconds(6);

  private static final String NO_TIME = "no time was left for it";
  private static final int ATTEMPTS = 2;
  private static final int SERVER_ERROR = 500;

  private static final Pattern HEALTHCHECKS_PATH =
      Pattern.compile(".*/ping/.+|.*/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** By a UUID it answers so, with status 200, when it has no such check or takes no more. */
  private static final Pattern IGNORED = Pattern.compile("OK \\((not found|rate limited)\\)");

  private final Secrets secrets;
  private final String setting;
  private final SecretRequests requests;

  /**
   * Makes a client; nothing is read or sent yet.
   *
   * @param setting where the address is: see {@link Secrets}
   */
  public Healthcheck(Secrets secrets, String setting) {
    this(secrets, setting, new SecretRequests(CONNECT, REQUEST));
  }

  Healthcheck(Secrets secrets, String setting, SecretRequests requests) {
    this.secrets = secrets;
    this.setting = setting;
    this.requests = requests;
  }

  /**
   * Tells that a run did its work.
   *
   * @param line what a person may want to know, which is kept with the ping
   * @param timeLeft how long the caller can still wait; asked again whenever it matters
   * @return why the ping did not arrive, for a log; empty when it did
   */
  public Optional<String> ping(String line, Supplier<Duration> timeLeft) {
    return sent(timeLeft, address -> Optional.of(request(address, line)));
  }

  /**
   * Tells that a run failed, where the service can be told.
   *
   * @param line why
   * @param timeLeft how long the caller can still wait; asked again whenever it matters
   * @return why that did not arrive, for a log; empty when it did, or was not sent
   */
  public Optional<String> fail(String line, Supplier<Duration> timeLeft) {
    return sent(timeLeft, address -> failing(address).map(uri -> request(uri, line)));
  }

  private interface Sending {
    /** Returns what to send; nothing when the service could only misunderstand it. */
    Optional<HttpRequest> to(URI address);
  }

  private Optional<String> sent(Supplier<Duration> timeLeft, Sending sending) {
    if (timeLeft.get().compareTo(READING.plus(requests.requestTimeout())) <= 0) {
      return Optional.of(NO_TIME);
    }
    try {
      var address = secrets.readAddress(setting, "a ping");
      return sending.to(address.uri()).flatMap(request -> sent(request, timeLeft));
    } catch (WalwatchException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> sent(HttpRequest request, Supplier<Duration> timeLeft) {
    var trouble = Optional.of(NO_TIME);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (timeLeft.get().compareTo(requests.requestTimeout()) <= 0) {
        return trouble;
      }
      var outcome = requests.send(request);
      trouble = trouble(outcome);
      if (trouble.isEmpty() || !isWorthAnother(outcome)) {
        return trouble;
      }
    }
    return trouble;
  }

  private static Optional<String> trouble(SecretRequests.Outcome outcome) {
    return switch (outcome) {
      case SecretRequests.Unreachable(var reason) -> Optional.of("its service: " + reason);
      case SecretRequests.TimedOut(var patience) ->
          Optional.of("its service gave no answer within %d ms".formatted(patience.toMillis()));
      case SecretRequests.Answered(var status, var _, var body) when status / 100 == 2 ->
          IGNORED.matcher(body.strip()).matches()
              ? Optional.of(
                  "its service answers \"%s\": check that the address in the setting is still that of a check, and that nothing else pings it"
                      .formatted(body.strip()))
              : Optional.empty();
      case SecretRequests.Answered(var status, var _, var _) ->
          Optional.of(
              "its service answers HTTP %d%s"
                  .formatted(
                      status,
                      status >= SERVER_ERROR
                          ? ""
                          : ": check that there still is a check at the address in the setting"));
    };
  }

  private static boolean isWorthAnother(SecretRequests.Outcome outcome) {
    return !(outcome instanceof SecretRequests.Answered answer) || answer.status() >= SERVER_ERROR;
  }

  private static HttpRequest request(URI address, String line) {
    var request = HttpRequest.newBuilder(address).header("User-Agent", "walwatch");
    return address.getRawQuery() == null
        ? request
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofString(line))
            .build()
        : request.GET().build();
  }

  private static Optional<URI> failing(URI address) {
    var isHealthchecks =
        "hc-ping.com".equals(address.getHost())
            || HEALTHCHECKS_PATH.matcher(address.getRawPath()).matches();
    // behind a query or a fragment it would be no part of the path, but a sign of life
    var endsWithPath = address.getRawQuery() == null && address.getRawFragment() == null;
    return isHealthchecks && endsWithPath
        ? Optional.of(URI.create(address + "/fail"))
        : Optional.empty();
  }
}
