package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SecretsTest {

  private static final String HIDDEN = "hunter2";

  @TempDir Path directory;

  private final Secrets secrets =
      new Secrets(
          new FakeSsm(
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
  @ValueSource(strings = {"/walwatch/absent", "/walwatch/forbidden", "/walwatch/empty"})
  void aParameterThatCannotBeReadIsNamed(String name) {
    assertThatThrownBy(() -> secrets.read(name))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageStartingWith(name + ": ");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> secrets.read("file:" + directory.resolve("absent")))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void aSecretWhereItsNameBelongsIsNotRepeated() {
    assertThatThrownBy(() -> secrets.read("{\"user\":\"walwatch\",\"password\":\"hunter2\"}"))
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
  private record FakeSsm(Map<String, String> parameters) implements SsmClient {

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      assertThat(request.withDecryption()).isTrue();
      if (request.name().endsWith("forbidden")) {
        throw SsmException.builder().message("AccessDenied").build();
      }
      String value =
          Optional.ofNullable(parameters.get(request.name()))
              .orElseThrow(() -> ParameterNotFoundException.builder().build());
      return GetParameterResponse.builder().parameter(found -> found.value(value)).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
