package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.secret.Secret;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ClientCertificateTest {
  private static final String SOURCE = "/walwatch/icinga";

  @TempDir static Path directory;

  private static KeyPairPem elliptic;
  private static KeyPairPem rsa;

  @BeforeAll
  static void make() throws Exception {
    elliptic = KeyPairPem.make(directory.resolve("ec.p12"), "EC", "-groupname", "secp256r1");
    rsa = KeyPairPem.make(directory.resolve("rsa.p12"), "RSA", "-keysize", "2048");
  }

  static Stream<KeyPairPem> pairs() {
    return Stream.of(elliptic, rsa);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isReadWithItsKeyAndShowsNothingOfIt(KeyPairPem pair) {
    var credentials = parse(pair.certificate(), pair.key());

    assertThat(credentials)
        .isInstanceOfSatisfying(
            ClientCertificate.class,
            certificate -> {
              assertThat(certificate.chain()).hasSize(1);
              assertThat(certificate.toString()).isEqualTo("ClientCertificate[CN=localhost]");
            });
    assertThat(credentials.authorization()).isEmpty();
  }

  @Test
  void aChainKeepsItsOrder() {
    var credentials = parse(elliptic.certificate() + rsa.certificate(), elliptic.key());

    assertThat(((ClientCertificate) credentials).chain())
        .extracting(certificate -> certificate.getPublicKey().getAlgorithm())
        .containsExactly("EC", "RSA");
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsNamedSo() throws Exception {
    var other = KeyPairPem.make(directory.resolve("other.p12"), "EC", "-groupname", "secp256r1");

    assertThatThrownBy(() -> parse(elliptic.certificate(), other.key()))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessage(
            SOURCE + ": the key is not the one of the certificate. Put both of one pair there");
  }

  @Test
  void aKeyOfAnotherKindIsNotRead() {
    assertThatThrownBy(() -> parse(elliptic.certificate(), rsa.key()))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(SOURCE + ": the key cannot be read")
        .hasNoCause();
  }

  @Test
  void aKeyInAnotherFormSaysHowToConvertIt() {
    var old = "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----\n";

    assertThatThrownBy(() -> parse(rsa.certificate(), old))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  static Stream<String> noCertificates() {
    return Stream.of("", "hunter2", elliptic.key());
  }

  @ParameterizedTest
  @MethodSource("noCertificates")
  void whatIsNoCertificateIsNamedAndNothingOfItShown(String text) {
    assertThatThrownBy(() -> parse(text, elliptic.key()))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(SOURCE + ": the certificate cannot be read")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void aCertificateWithoutAKeyIsNotRead() {
    var alone =
        new JsonMapper().createObjectNode().put("certificate", elliptic.certificate()).toString();

    assertThatThrownBy(() -> IcingaCredentials.parse(new Secret(alone), SOURCE))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(SOURCE + ": the key cannot be read");
  }

  private static IcingaCredentials parse(String certificate, String key) {
    var json =
        new JsonMapper()
            .createObjectNode()
            .put("certificate", certificate)
            .put("key", key)
            .toString();
    return IcingaCredentials.parse(new Secret(json), SOURCE);
  }
}
