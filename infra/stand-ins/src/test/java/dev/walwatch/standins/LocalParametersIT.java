package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

class LocalParametersIT {

  private static final String SECRET = "/aws/reference/secretsmanager/slack";

  private LocalParameters parameters;
  private SsmClient client;

  @BeforeEach
  void start() {
    parameters =
        LocalParameters.start(0, Map.of("/walwatch/icinga", "s3cr=t", SECRET, "https://hook"));
    client = Aws.ssm(parameters.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    parameters.close();
  }

  @Test
  void givesASecureStringToWhoAsksForItsDecryption() {
    Parameter parameter = get("/walwatch/icinga");

    assertThat(parameter.value()).isEqualTo("s3cr=t");
    assertThat(parameter.type()).isEqualTo(ParameterType.SECURE_STRING);
    assertThat(parameter.arn())
        .isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter/walwatch/icinga");
  }

  @Test
  void keepsTheSecretFromWhoForgetsToAskForItsDecryption() {
    String value = client.getParameter(get -> get.name("/walwatch/icinga")).parameter().value();

    assertThat(value).isNotEmpty().doesNotContain("s3cr");
  }

  @Test
  void reachesSecretsManagerByName() {
    assertThat(get(SECRET).value()).isEqualTo("https://hook");
    assertThatExceptionOfType(SsmException.class)
        .isThrownBy(() -> client.getParameter(get -> get.name(SECRET)))
        .withMessageContaining("WithDecryption");
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    assertThatExceptionOfType(ParameterNotFoundException.class).isThrownBy(() -> get("/other"));
  }

  @Test
  void tellsTheKnownFromTheUnknownOfMany() {
    var many =
        client.getParameters(get -> get.names("/walwatch/icinga", "/other").withDecryption(true));

    assertThat(many.parameters()).extracting(Parameter::value).containsExactly("s3cr=t");
    assertThat(many.invalidParameters()).containsExactly("/other");
  }

  @Test
  void followsTheFileItReads(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("parameters.properties");
    Files.writeString(file, "/walwatch/icinga=first\n");

    try (LocalParameters fromFile = LocalParameters.start(0, file);
        SsmClient other = Aws.ssm(fromFile.endpoint())) {
      Files.writeString(file, "/walwatch/icinga=sécond\n");

      assertThat(
              other
                  .getParameter(get -> get.name("/walwatch/icinga").withDecryption(true))
                  .parameter()
                  .value())
          .isEqualTo("sécond");
    }
  }

  @Test
  void refusesAFileThatIsNotThere(@TempDir Path folder) {
    Path file = folder.resolve("absent.properties");

    assertThatThrownBy(() -> LocalParameters.start(0, file))
        .isInstanceOf(StandInException.class)
        .hasMessageContaining("absent.properties");
  }

  @Test
  void saysNoValueWhenPrinted() {
    assertThat(parameters.toString()).doesNotContain("s3cr");
  }

  @Test
  void remembersWhoAskedForWhat() {
    get("/walwatch/icinga");
    assertThatExceptionOfType(ParameterNotFoundException.class).isThrownBy(() -> get("/other"));

    assertThat(parameters.asked())
        .containsExactlyInAnyOrder(
            new LocalParameters.Asked("any", "/walwatch/icinga"),
            new LocalParameters.Asked("any", "/other"));
  }

  private Parameter get(String name) {
    return client.getParameter(get -> get.name(name).withDecryption(true)).parameter();
  }
}
