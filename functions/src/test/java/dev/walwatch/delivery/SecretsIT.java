package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.aws.AwsUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** What is read of encrypted parameters. */
@Tag("aws")
class SecretsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static AwsUnderTest aws;
  private static SdkHttpClient http;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
    http = UrlConnectionHttpClient.create();
  }

  @AfterAll
  static void stop() {
    http.close();
    aws.close();
  }

  @Test
  void anEncryptedParameterComesDecrypted() {
    var name = aws.createSecret("{\"user\": \"walwatch\", \"password\": \"grün & 🐘\"}");

    assertThat(secrets().read(name).reveal())
        .isEqualTo("{\"user\": \"walwatch\", \"password\": \"grün & 🐘\"}");
  }

  @Test
  void aParameterThatIsNotThereIsNamed() {
    var name = "/" + aws.freshName();

    assertThatThrownBy(() -> secrets().read(name))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(name + ": there is no such SSM parameter");
  }

  private static Secrets secrets() {
    return new Secrets(
        new SsmParameterStore(
            new SsmEndpoint(Region.US_EAST_1, aws.ssmEndpoint()),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
            http,
            new SsmParameterStore.Limits(PATIENCE, PATIENCE),
            Time.REAL));
  }
}
