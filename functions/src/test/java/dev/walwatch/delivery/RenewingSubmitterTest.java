package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewingSubmitterTest {
  private static final PassiveResult RESULT = PassiveResults.of("a service", Severity.OK);
  private static final IcingaDelivery DELIVERED = new IcingaDelivery.Delivered();
  private static final IcingaDelivery REFUSED = new IcingaDelivery.BadCredentials();
  private static final String AUTHORITY = "/walwatch/icinga-ca";
  private static final String CREDENTIALS = "/walwatch/icinga";

  @TempDir static Path directory;
  private static String caPem;

  private final CountingParameters parameters = new CountingParameters();
  private final IcingaSecrets secrets =
      new IcingaSecrets(new Secrets(parameters), CREDENTIALS, AUTHORITY);
  private final List<String> tried = new ArrayList<>();

  /** The password that Icinga knows. */
  private String password = "old";

  @BeforeAll
  static void makeAuthority() throws Exception {
    try (var icinga = new FakeIcinga(Files.createDirectory(directory.resolve("ca")))) {
      caPem = icinga.endpoint().caPem();
    }
  }

  @BeforeEach
  void putSecrets() {
    parameters.put(AUTHORITY, caPem);
    put("old");
  }

  @Test
  void readsOnceForAllRunsWhileThePasswordIsRight() {
    var outcomes = Stream.generate(() -> run().deliver(RESULT)).limit(3).toList();

    assertThat(outcomes).containsOnly(DELIVERED);
    assertThat(parameters.reads()).containsExactly(CREDENTIALS, AUTHORITY);
  }

  @Test
  void aPasswordThatWasChangedIsReadAgainAndTheDeliveryRepeated() {
    run().deliver(RESULT);
    password = "new";
    put("new");

    var run = run();
    var outcomes = List.of(run.deliver(RESULT), run.deliver(RESULT), run().deliver(RESULT));

    assertThat(outcomes).containsOnly(DELIVERED);
    assertThat(tried).containsExactly("old", "old", "new", "new", "new");
    assertThat(parameters.reads()).containsExactly(CREDENTIALS, AUTHORITY, CREDENTIALS, AUTHORITY);
  }

  @Test
  void aWrongPasswordIsReadAgainOnceInARunAndNotMore() {
    password = "another";
    var run = run();

    var outcomes = Stream.generate(() -> run.deliver(RESULT)).limit(50).toList();

    assertThat(outcomes).containsOnly(REFUSED);
    assertThat(parameters.reads()).hasSize(4);
    run().deliver(RESULT);
    assertThat(parameters.reads()).describedAs("once more in the next run").hasSize(6);
  }

  @Test
  void aCaThatWasChangedIsReadAgain() {
    var run =
        new RenewingSubmitter(
            secrets,
            _ ->
                _ ->
                    parameters.reads().size() > 2
                        ? DELIVERED
                        : new IcingaDelivery.TlsFailure("unknown CA"));

    assertThat(run.deliver(RESULT)).isEqualTo(DELIVERED);
  }

  @Test
  void aSecretThatCannotBeReadIsTheOutcomeOfEachDeliveryAndReadOnceInARun() {
    parameters.remove(CREDENTIALS);
    var run = run();

    var outcomes = Stream.generate(() -> run.deliver(RESULT)).limit(50).toList();

    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome).isInstanceOf(IcingaDelivery.SecretUnreadable.class);
              assertThat(outcome.sentence()).contains(CREDENTIALS + ": there is no such");
            });
    assertThat(parameters.reads()).containsExactly(CREDENTIALS);
    assertThat(tried).isEmpty();
  }

  @Test
  void aSecretThatCanBeReadAgainServesTheNextRun() {
    parameters.remove(CREDENTIALS);
    run().deliver(RESULT);
    put("old");

    assertThat(run().deliver(RESULT)).isEqualTo(DELIVERED);
  }

  @Test
  void aSecretThatCannotBeReadAgainIsNamed() {
    run().deliver(RESULT);
    password = "new";
    parameters.remove(CREDENTIALS);

    assertThat(run().deliver(RESULT)).isInstanceOf(IcingaDelivery.SecretUnreadable.class);
  }

  @Test
  void aCaThatIsNoCertificateIsNamed() {
    parameters.put(AUTHORITY, "no certificate");

    assertThat(run().deliver(RESULT).sentence())
        .contains(AUTHORITY + ": the certificate of Icinga's CA cannot be read");
  }

  private RenewingSubmitter run() {
    return new RenewingSubmitter(secrets, values -> _ -> answer(values));
  }

  private IcingaDelivery answer(IcingaSecrets.Values values) {
    var shown = ((IcingaCredentials.Password) values.credentials()).password().reveal();
    tried.add(shown);
    return shown.equals(password) ? DELIVERED : REFUSED;
  }

  private void put(String text) {
    parameters.put(CREDENTIALS, "{\"user\":\"walwatch\",\"password\":\"%s\"}".formatted(text));
  }
}
