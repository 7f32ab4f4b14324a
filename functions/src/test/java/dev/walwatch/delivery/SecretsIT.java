package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.aws.AwsUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read of encrypted parameters. */
@Tag("aws")
class SecretsIT {
  private static AwsUnderTest aws;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void anEncryptedParameterComesDecrypted() {
    var name = aws.createSecret("{\"user\": \"walwatch\", \"password\": \"grün & 🐘\"}");

    assertThat(new Secrets(aws.ssm()).read(name).reveal())
        .isEqualTo("{\"user\": \"walwatch\", \"password\": \"grün & 🐘\"}");
  }

  @Test
  void aParameterThatIsNotThereIsNamed() {
    var name = "/" + aws.freshName();

    assertThatThrownBy(() -> new Secrets(aws.ssm()).read(name))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(name + ": there is no such SSM parameter");
  }
}
