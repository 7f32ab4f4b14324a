package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class SecretsTest {

  private static final String HIDDEN = "hunter2";

  @TempDir Path directory;

  private final Secrets secrets =
      new Secrets(
          new FewParameters(
              Map.of(
                  "/walwatch/icinga", "{\"user\":\"walwatch\",\"password\":\"hunter2\"}\n",
                  "/aws/reference/secretsmanager/icinga", HIDDEN,
                  "/walwatch/empty", " ")));

  @Test
  void readsAParameterDecrypted() {
    Secret secret = secrets.read("/walwatch/icinga");

    assertThat(IcingaCredentials.parse(secret, "/walwatch/icinga"))
        .isEqualTo(new IcingaCredentials.Password("walwatch", new Secret(HIDDEN)));
    assertThat(secrets.read("/aws/reference/secretsmanager/icinga").reveal()).isEqualTo(HIDDEN);
  }

  @Test
  void readsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), HIDDEN + "\n");

    assertThat(secrets.read("file:" + file).reveal()).isEqualTo(HIDDEN);
  }

  @Test
  void noSecretShowsItself() {
    var credentials = new IcingaCredentials.Password("walwatch", new Secret(HIDDEN));

    assertThat(new Secret(HIDDEN)).hasToString("***");
    assertThat(credentials.toString()).contains("walwatch").doesNotContain(HIDDEN);
    assertThat(credentials.authorization().orElseThrow()).hasToString("***");
  }

  @ParameterizedTest
  @CsvSource({
    "/walwatch/absent, there is no such SSM parameter in this region and account",
    "/walwatch/forbidden, the SSM parameter cannot be read. Check that the function may",
    "/walwatch/empty, the secret is empty"
  })
  void aParameterThatCannotBeReadIsNamed(String name, String why) {
    assertThatThrownBy(() -> secrets.read(name))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(name + ": " + why);
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> secrets.read("file:" + directory.resolve("absent")))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageContaining("absent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"walwatch\",\"password\":\"hunter2\"}",
        "https://hooks.slack.com/services/T0/B0/hunter2"
      })
  void aSecretWhereItsNameBelongsIsNotRepeated(String setting) {
    assertThatThrownBy(() -> secrets.read(setting))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageNotContaining(HIDDEN)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "{\"password\":\"hunter2\"}",
        "{\"user\":\"hunter2:x\",\"password\":\"hunter2\"}",
        "{\"user\":\"walwatch\",\"password\":hunter2}",
        "{\"user\":\"walwatch\",\"password\":\"\"}",
        "[\"hunter2\"]",
        "{\"user\":{\"a\":\"hunter2\"},\"password\":\"p\"}"
      })
  void malformedCredentialsAreNamedAndNothingOfThemIsShown(String text) {
    assertThatThrownBy(() -> IcingaCredentials.parse(new Secret(text), "/walwatch/icinga"))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith("/walwatch/icinga: ")
        .hasMessageNotContaining(HIDDEN)
        .hasNoCause();
  }

  /** Has some parameters, and one it does not give. */
  private record FewParameters(Map<String, String> parameters) implements ParameterStore {

    @Override
    public Optional<String> find(String name) {
      if (name.endsWith("forbidden")) {
        throw AwsServiceException.builder().message("AccessDeniedException").build();
      }
      return Optional.ofNullable(parameters.get(name));
    }
  }
}
