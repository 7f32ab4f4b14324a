package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class SsmEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "eu-central-1,, https://ssm.eu-central-1.amazonaws.com",
    "cn-north-1,, https://ssm.cn-north-1.amazonaws.com.cn",
    "us-gov-west-1,, https://ssm.us-gov-west-1.amazonaws.com",
    "us-iso-east-1,, https://ssm.us-iso-east-1.c2s.ic.gov",
    "us-east-1, AWS_USE_FIPS_ENDPOINT=true, https://ssm-fips.us-east-1.amazonaws.com",
    "us-east-1, AWS_USE_FIPS_ENDPOINT=false, https://ssm.us-east-1.amazonaws.com",
    "eu-central-1, AWS_USE_DUALSTACK_ENDPOINT=true, https://ssm.eu-central-1.api.aws",
    "eu-central-1, AWS_ENDPOINT_URL=http://any:1, http://any:1",
    "eu-central-1, AWS_ENDPOINT_URL=http://any:1 AWS_ENDPOINT_URL_SSM=http://ssm:2, http://ssm:2",
    "eu-central-1, AWS_ENDPOINT_URL=http://any:1 AWS_ENDPOINT_URL_SSM=, http://any:1",
    "eu-central-1, AWS_ENDPOINT_URL=http://any:1 AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true,"
        + " https://ssm.eu-central-1.amazonaws.com"
  })
  void isWhereAwsClientsWouldFindIt(String region, String variables, String address) {
    var environment =
        Stream.ofNullable(variables)
            .flatMap(all -> Stream.of(all.split(" ")))
            .map(one -> one.split("=", 2))
            .collect(Collectors.toMap(one -> one[0], one -> one[1]));

    var endpoint = SsmEndpoint.of(Region.of(region), Map.copyOf(environment));

    assertThat(endpoint.address()).hasToString(address);
    assertThat(endpoint.region()).isEqualTo(Region.of(region));
  }
}
