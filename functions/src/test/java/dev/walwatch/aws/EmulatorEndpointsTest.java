package dev.walwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorEndpointsTest {
  private static final URI EMULATOR = URI.create("http://127.0.0.1:5000");

  @Test
  void findsSsmWhereAllIsUnlessItHasAnAddressOfItsOwn() {
    assertThat(new EmulatorEndpoints(EMULATOR, Map.of("AWS_ENDPOINT_URL_SSM", " ")).ssm())
        .isEqualTo(EMULATOR);
    assertThat(
            new EmulatorEndpoints(
                    EMULATOR, Map.of("AWS_ENDPOINT_URL_SSM", "http://localhost.localstack.cloud"))
                .ssm())
        .isEqualTo(URI.create("http://localhost.localstack.cloud"));
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_ENDPOINT_URL, https://s3.eu-central-1.amazonaws.com",
    "AWS_ENDPOINT_URL_S3, https://s3.cn-north-1.amazonaws.com.cn",
    "AWS_ENDPOINT_URL_DYNAMODB, https://dynamodb.eu-central-1.api.aws",
    "AWS_ENDPOINT_URL_SSM, https://ssm.eusc-de-east-1.amazonaws.eu"
  })
  void refusesAwsItselfInEveryVariable(String variable, String address) {
    assertThatThrownBy(() -> new EmulatorEndpoints(EMULATOR, Map.of(variable, address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(variable + " is " + address + ", which is AWS itself");
    assertThatThrownBy(() -> new EmulatorEndpoints(URI.create(address), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
