package dev.walwatch.delivery;

import dev.walwatch.secret.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A certificate of Icinga's CA, whose common name is the {@code client_cn} of an ApiUser object.
 *
 * @param chain the certificate, and after it those of the authorities between it and the CA
 * @param key its private key
 */
public record ClientCertificate(List<X509Certificate> chain, PrivateKey key)
    implements IcingaCredentials {

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** Copies the chain. */
  public ClientCertificate {
    chain = List.copyOf(chain);
  }

  /** Returns whose certificate it is, and nothing of the key. */
  @Override
  public String toString() {
    return "ClientCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }

  /**
   * Reads a certificate and its key.
   *
   * @param certificate PEM
   * @param key PEM of PKCS #8 without a passphrase, for an RSA key or one on an elliptic curve
   * @param source where they came from, for the message of the exception
   * @throws SecretUnreadableException if they are anything else or do not belong together; nothing
   *     of them is in the message
   */
  static ClientCertificate parse(String certificate, Secret key, String source) {
    var chain = chain(certificate, source);
    var privateKey = privateKey(key, chain.getFirst().getPublicKey().getAlgorithm(), source);
    if (!belongTogether(chain.getFirst(), privateKey)) {
      throw new SecretUnreadableException(
          source + ": the key is not the one of the certificate. Put both of one pair there");
    }
    return new ClientCertificate(chain, privateKey);
  }

  private static List<X509Certificate> chain(String pem, String source) {
    try {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
      var chain =
          CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GeneralSecurityException withheld) {
      // it can quote the text, which may be the key in the wrong place
    }
    throw new SecretUnreadableException(
        source
            + ": the certificate cannot be read: it is PEM, from BEGIN CERTIFICATE to END"
            + " CERTIFICATE");
  }

  private static PrivateKey privateKey(Secret pem, String algorithm, String source) {
    var body = PKCS8.matcher(pem.reveal());
    try {
      if (body.find()) {
        var encoded = Base64.getMimeDecoder().decode(body.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      }
    } catch (GeneralSecurityException | IllegalArgumentException withheld) {
      // neither says more than that it is no such key, and either may quote it
    }
    throw new SecretUnreadableException(
        source
            + ": the key cannot be read: it is PEM of PKCS #8 without a passphrase, from BEGIN"
            + " PRIVATE KEY to END PRIVATE KEY. openssl pkcs8 -topk8 -nocrypt makes it of other"
            + " forms");
  }

  /** With another key the handshake would fail, and say only that it did. */
  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] anything = {1, 2, 3};
    try {
      var signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(anything);
      var checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(anything);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
