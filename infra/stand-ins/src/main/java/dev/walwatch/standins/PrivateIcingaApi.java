package dev.walwatch.standins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What an onlooker asks a private Icinga 2: to show an object, to check a service now, or to make a
 * host. The answers are Icinga's own JSON.
 */
public final class PrivateIcingaApi implements AutoCloseable {

  static final String OBSERVER = "observer";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PASSWORD_BYTES = 16;

  private final URI url;
  private final String authorization;
  private final HttpClient client;

  PrivateIcingaApi(URI url, String caPem, String password) {
    this.url = url;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((OBSERVER + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.client =
        HttpClient.newBuilder().sslContext(trusting(caPem)).connectTimeout(PATIENCE).build();
  }

  static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Returns everything Icinga knows of a service: {@code {"results":[{"attrs":{"state":..,
   * "last_check_result":{..}, "next_check":..}}]}}, or its 404 if there is no such service.
   *
   * @throws UncheckedIOException if Icinga does not answer
   */
  public String service(String host, String service) {
    return send(request(path("services", host + "!" + service)).GET());
  }

  /**
   * Does what the button "Check now" of Icinga Web does; the check follows within a second or so.
   *
   * @throws UncheckedIOException if Icinga does not answer
   */
  public String checkNow(String host, String service) {
    String body =
        """
        {"type": "Service", "service": "%s!%s", "force": true}"""
            .formatted(host, service);
    return send(
        request("/v1/actions/reschedule-check").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * Makes a host; the apply rules of the configuration give it its services.
   *
   * @param template the template that it imports
   * @throws UncheckedIOException if Icinga does not answer
   */
  public String createHost(String name, String template) {
    String body =
        """
        {"templates": ["%s"], "attrs": {}}"""
            .formatted(template);
    return send(request(path("hosts", name)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String path(String kind, String name) {
    return "/v1/objects/%s/%s"
        .formatted(kind, URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("Authorization", authorization)
        .header("Accept", "application/json")
        .timeout(PATIENCE);
  }

  private String send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Icinga", e);
    }
  }

  static SSLContext trusting(String caPem) {
    try {
      var pem = new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII));
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot trust the private Icinga's CA", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
