package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.verdict.Severity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs against two masters that say what they are told to. */
@Timeout(60)
class IcingaTest {
  private static final PassiveResult RESULT = PassiveResults.of("a service", Severity.OK);
  private static final IcingaDelivery DELIVERED = new IcingaDelivery.Delivered();
  private static final String STORED =
      "{\"results\":[{\"code\":200,\"status\":\"Successfully processed check result for object"
          + " 'payments-db!a service'.\"}]}";
  private static final String CREDENTIALS = "/walwatch/icinga";
  private static final String AUTHORITY = "/walwatch/icinga-ca";

  @TempDir static Path directory;

  private static FakeIcinga first;
  private static FakeIcinga second;

  private final CountingParameters parameters = new CountingParameters();
  private final FakeTime time = new FakeTime();
  private Icinga icinga;

  @BeforeAll
  static void start() throws Exception {
    first = new FakeIcinga(Files.createDirectory(directory.resolve("first")));
    second = new FakeIcinga(Files.createDirectory(directory.resolve("second")));
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
  }

  @BeforeEach
  void wire() {
    for (var master : List.of(first, second)) {
      master.forget();
      master.otherwise(200, STORED);
    }
    parameters.put(CREDENTIALS, "{\"user\":\"walwatch\",\"password\":\"hunter2\"}");
    parameters.put(AUTHORITY, first.endpoint().caPem() + second.endpoint().caPem());
    icinga = at(first.endpoint(), second.endpoint());
  }

  @AfterEach
  void unwire() {
    icinga.close();
  }

  @Test
  void goesToTheSecondWhileTheFirstReloadsAndBackToTheFirstInTheNextRun() {
    first.then(503, "application/json", "{\"error\":503,\"status\":\"Shutting down.\"}");
    var run = icinga.forOneRun();

    var outcomes = List.of(run.deliver(RESULT), run.deliver(RESULT));
    var next = icinga.forOneRun().deliver(RESULT);

    assertThat(outcomes)
        .extracting(IcingaDelivery::name)
        .containsExactly("delivered-to-another", "delivered-to-another");
    assertThat(outcomes.getFirst().sentence())
        .contains(second.endpoint().url().toString(), first.endpoint().url().toString());
    assertThat(next).isEqualTo(DELIVERED);
    assertThat(first.requests()).hasSize(2);
    assertThat(second.requests()).hasSize(2);
  }

  @Test
  void aFirstThatIsNotTrustedIsPassedOverAndNamed() {
    parameters.put(AUTHORITY, second.endpoint().caPem());

    var outcome = icinga.forOneRun().deliver(RESULT);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            OfSeveral.DeliveredToAnother.class,
            it -> assertThat(it.first().outcome()).isInstanceOf(IcingaDelivery.TlsFailure.class));
    assertThat(first.requests()).isEmpty();
  }

  @Test
  void anAnswerOfTheFirstIsFinal() {
    first.otherwise(404, "{\"error\":404,\"status\":\"No objects found.\"}");

    assertThat(icinga.forOneRun().deliver(RESULT))
        .isEqualTo(new IcingaDelivery.UnknownOrNotPermitted());
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void whereNoneListensARunWaitsOnceAndTheNextAgain() throws Exception {
    icinga = at(nobody(), nobody());
    var run = icinga.forOneRun();

    var outcomes = Stream.generate(() -> run.deliver(RESULT)).limit(200).toList();

    assertThat(outcomes.getFirst().name()).isEqualTo("none-serves");
    assertThat(outcomes.subList(1, 200))
        .containsOnly(new IcingaDelivery.GivenUp(outcomes.getFirst()));
    assertThat(time.waited()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    assertThat(icinga.forOneRun().deliver(RESULT).name()).isEqualTo("none-serves");
    assertThat(time.waited()).isGreaterThan(Duration.ofSeconds(20));
  }

  @Test
  void aWrongPasswordIsTriedTwiceInARun() {
    first.otherwise(401, "{\"error\":401,\"status\":\"Unauthorized.\"}");
    var run = icinga.forOneRun();

    var outcomes = Stream.generate(() -> run.deliver(RESULT)).limit(100).toList();

    assertThat(outcomes.getFirst()).isEqualTo(new IcingaDelivery.BadCredentials());
    assertThat(outcomes.subList(1, 100))
        .containsOnly(new IcingaDelivery.GivenUp(new IcingaDelivery.BadCredentials()));
    assertThat(first.requests()).hasSize(2);
    assertThat(parameters.reads()).hasSize(4);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void asksForNothingAndReadsNothingBeforeTheFirstResult() {
    icinga.forOneRun();

    assertThat(parameters.reads()).isEmpty();
    assertThat(first.requests()).isEmpty();
  }

  @Test
  void sharesFewConnectionsAmongManyResultsOfARun() throws Exception {
    var outcomes = deliverAtOnce(icinga.forOneRun(), 400);

    assertThat(outcomes).hasSize(400).containsOnly(DELIVERED);
    assertThat(first.requests().stream().map(FakeIcinga.Request::port).distinct().count())
        .isBetween(1L, 4L);
  }

  @Test
  void eachRunHasItsOwnConnections() {
    icinga.forOneRun().deliver(RESULT);
    icinga.forOneRun().deliver(RESULT);

    assertThat(first.requests().stream().map(FakeIcinga.Request::port).distinct()).hasSize(2);
  }

  @Test
  void makesMissingObjectsOnlyWhereThatIsWanted() {
    first.then(404, "application/json", "{\"error\":404,\"status\":\"No objects found.\"}");
    first.then(
        200,
        "application/json",
        "{\"results\":[{\"code\":200,\"status\":\"Object was created\"}]}");
    var creating = new Icinga(List.of(first.endpoint()), secrets(), true, time);

    assertThat(creating.forOneRun().deliver(RESULT)).isEqualTo(DELIVERED);
    creating.close();

    assertThat(first.requests())
        .extracting(FakeIcinga.Request::method)
        .containsExactly("POST", "PUT", "POST");
  }

  @Test
  void needsAnEndpoint() {
    assertThatThrownBy(() -> at()).isInstanceOf(IllegalArgumentException.class);
  }

  private Icinga at(IcingaEndpoint... endpoints) {
    return new Icinga(List.of(endpoints), secrets(), false, time);
  }

  private IcingaSecrets secrets() {
    return new IcingaSecrets(new Secrets(parameters), CREDENTIALS, AUTHORITY);
  }

  private static IcingaEndpoint nobody() throws Exception {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return IcingaEndpoint.of(URI.create("https://localhost:" + closed.getLocalPort()), "");
    }
  }

  private static List<IcingaDelivery> deliverAtOnce(PassiveCheckSubmitter run, int results)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = new ArrayList<IcingaDelivery>();
      for (Future<IcingaDelivery> outcome :
          threads.invokeAll(
              Stream.generate(() -> (Callable<IcingaDelivery>) () -> run.deliver(RESULT))
                  .limit(results)
                  .toList())) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
