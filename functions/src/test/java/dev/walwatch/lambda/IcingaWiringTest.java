package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.delivery.IcingaEndpoint;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcingaWiringTest {
  private static final String TWO = "https://icinga1:5665, https://10.0.0.2:5665";

  @Test
  void wiresNoIcingaWhereThereIsNoAddress() {
    assertThat(IcingaWiring.of(new Environment(Map.of("WALWATCH_ICINGA_URL", "")))).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheAddresses() {
    assertThat(IcingaWiring.endpoints(TWO, ""))
        .extracting(it -> it.url() + " " + it.serverName())
        .containsExactly("https://icinga1:5665 icinga1", "https://10.0.0.2:5665 10.0.0.2");
  }

  @ParameterizedTest
  @CsvSource({
    "'master1,master2',master1,master2",
    "',master2',icinga1,master2",
    "'master1, ',master1,10.0.0.2",
    "',',icinga1,10.0.0.2"
  })
  void givesEachAddressItsName(String names, String first, String second) {
    assertThat(IcingaWiring.endpoints(TWO, names))
        .extracting(IcingaEndpoint::serverName)
        .containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"master1", "master1,master2,master3"})
  void wantsANameForEachAddress(String names) {
    assertThatThrownBy(() -> IcingaWiring.endpoints(TWO, names))
        .isInstanceOf(WalwatchException.class)
        .hasMessageStartingWith("WALWATCH_ICINGA_NODE_NAME has ")
        .hasMessageContaining(" names for the 2 addresses of WALWATCH_ICINGA_URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "icinga",
        "http://icinga:5665",
        "https://icinga:5665,",
        "https://icinga:5665,ftp://other",
        "https://walwatch:hunter2@icinga:5665",
        "https://walwatch:hunter2@icinga :5665"
      })
  void anAddressThatIsNoneStopsTheStartWithOneSentenceAndWithoutItsPassword(String urls) {
    assertThatThrownBy(() -> IcingaWiring.endpoints(urls, ""))
        .isInstanceOf(WalwatchException.class)
        .hasMessageStartingWith("WALWATCH_ICINGA_URL is not an address such as https://")
        .hasStackTraceContaining("WALWATCH_ICINGA_URL")
        .satisfies(e -> assertThat(stackOf(e)).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WALWATCH_ICINGA_CREDENTIALS", "WALWATCH_ICINGA_CA"})
  void namesTheSettingThatIsMissing(String variable) {
    var variables = variables();
    variables.remove(variable);

    assertThatThrownBy(() -> IcingaWiring.of(new Environment(variables)))
        .isInstanceOf(WalwatchException.class)
        .hasMessageStartingWith(variable + " is not set");
  }

  @Test
  void refusesWhatIsNeitherTrueNorFalse() {
    var variables = variables();
    variables.put("WALWATCH_ICINGA_CREATE", "yes");

    assertThatThrownBy(() -> IcingaWiring.of(new Environment(variables)))
        .isInstanceOf(WalwatchException.class)
        .hasMessage("WALWATCH_ICINGA_CREATE is \"yes\", neither true nor false");
  }

  private static String stackOf(Throwable e) {
    return e + " " + (e.getCause() == null ? "" : e.getCause());
  }

  private static Map<String, String> variables() {
    return new HashMap<>(
        Map.of(
            "WALWATCH_ICINGA_URL",
            "https://icinga:5665",
            "WALWATCH_ICINGA_CREDENTIALS",
            "/walwatch/icinga",
            "WALWATCH_ICINGA_CA",
            "/walwatch/icinga-ca"));
  }
}
