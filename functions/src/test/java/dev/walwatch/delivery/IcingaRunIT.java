package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.standins.PrivateIcinga;
import dev.walwatch.standins.PrivateIcingaCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole runs against real Icingas that reload, die, hang or change their password. */
@Timeout(120)
class IcingaRunIT {
  private static final IcingaDelivery DELIVERED = new IcingaDelivery.Delivered();
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir Path directory;

  @Test
  void aThousandServicesTakeFourConnectionsAndAFewSeconds() throws Exception {
    try (var lab = lab("lab", Runs.hosts(500));
        var icinga = icinga(lab);
        var connections = new Connections(lab.url().getPort())) {
      var results = Runs.results(500, "a thousand");

      long begin = System.nanoTime();
      var outcomes = Runs.deliver(icinga.forOneRun(), results);
      var first = Duration.ofNanos(System.nanoTime() - begin);
      begin = System.nanoTime();
      Runs.deliver(icinga.forOneRun(), results);
      var second = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(outcomes).hasSize(1000).containsOnly(DELIVERED);
      assertThat(connections.most()).isBetween(1, 4);
      System.out.printf(
          "1,000 services in %d ms, and again in %d ms%n", first.toMillis(), second.toMillis());
    }
  }

  @Test
  void aReloadDuringARunLosesNoResultBeyondTheNextRun() throws Exception {
    var node = IcingaLab.atAFixedPort();
    try (var lab = IcingaLab.start(at("lab"), IcingaLab.APPLY_RULES, Runs.hosts(100), node);
        var icinga = icinga(lab)) {
      var run = icinga.forOneRun();
      var before = lab.workers();
      var outcomes = new ArrayList<IcingaDelivery>();

      lab.reload();
      while (lab.workers().stream().anyMatch(before::contains)) {
        outcomes.addAll(Runs.deliver(run, Runs.results(100, "while it reloads")));
      }
      outcomes.addAll(Runs.deliver(run, Runs.results(100, "while it reloads")));
      var next = Runs.deliver(icinga.forOneRun(), Runs.results(100, "afterwards"));

      assertThat(outcomes).containsOnly(DELIVERED);
      assertThat(next).containsOnly(DELIVERED);
      assertAllShow(lab, Runs.results(100, "afterwards"));
    }
  }

  @Test
  void aCrashDuringARunLosesNoResultBeyondTheNextRun() throws Exception {
    var node = IcingaLab.atAFixedPort();
    try (var lab = IcingaLab.start(at("lab"), IcingaLab.APPLY_RULES, Runs.hosts(100), node);
        var icinga = icinga(lab)) {
      var run = icinga.forOneRun();
      var delivered = new AtomicInteger();
      var crash = new CompletableFuture<Void>();
      PassiveCheckSubmitter crashing =
          result -> {
            if (delivered.incrementAndGet() == 50) {
              lab.kill();
              Thread.ofVirtual().start(() -> startAgain(lab, crash));
            }
            return run.deliver(result);
          };

      var outcomes = Runs.deliver(crashing, Runs.results(100, "while it crashes"));
      crash.join();
      var next = Runs.deliver(icinga.forOneRun(), Runs.results(100, "afterwards"));

      assertThat(outcomes).hasSize(200).containsOnly(DELIVERED);
      assertThat(next).containsOnly(DELIVERED);
      assertAllShow(lab, Runs.results(100, "afterwards"));
    }
  }

  @Test
  void anIcingaThatStaysDownCostsARunItsPatienceOnceAndTheNextRunPutsItRight() throws Exception {
    var node = IcingaLab.atAFixedPort();
    try (var lab = IcingaLab.start(at("lab"), IcingaLab.APPLY_RULES, Runs.hosts(100), node);
        var icinga = icinga(lab)) {
      lab.kill();
      long begin = System.nanoTime();

      var outcomes = Runs.deliver(icinga.forOneRun(), Runs.results(100, "down"));

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
      assertThat(outcomes).extracting(IcingaDelivery::name).containsOnly("unreachable", "given-up");

      lab.startAgain();
      var next = Runs.deliver(icinga.forOneRun(), Runs.results(100, "afterwards"));
      assertThat(next).containsOnly(DELIVERED);
      assertAllShow(lab, Runs.results(100, "afterwards"));
    }
  }

  @Test
  void ofTwoMastersOfWhichTheFirstHangsTheSecondTakesItUntilTheNextRun() throws Exception {
    try (var first = lab("first", Runs.hosts(1));
        var second = lab("second", Runs.hosts(1));
        var icinga = icinga(first, second)) {
      var result = Runs.results(1, "to whom?").getFirst();
      first.freeze();
      var run = icinga.forOneRun();

      var hanging = List.of(run.deliver(result), run.deliver(result));
      first.thaw();
      var stays = run.deliver(result);
      var next = icinga.forOneRun().deliver(result);

      assertThat(hanging).extracting(IcingaDelivery::name).containsOnly("delivered-to-another");
      assertThat(stays.name()).isEqualTo("delivered-to-another");
      assertThat(next).isEqualTo(DELIVERED);
      assertShows(second, result);
      assertShows(first, result);
    }
  }

  @Test
  void aMasterThatHangsOrDiesInTheMiddleOfARunIsLeft() throws Exception {
    try (var first = lab("first", Runs.hosts(100));
        var second = lab("second", Runs.hosts(100));
        var icinga = icinga(first, second)) {
      var results = Runs.results(100, "in the middle");
      var run = icinga.forOneRun();
      assertThat(Runs.deliver(run, results)).containsOnly(DELIVERED);

      first.freeze();
      var hanging = Runs.deliver(run, results);
      first.thaw();
      var back = icinga.forOneRun();
      assertThat(back.deliver(results.getFirst())).isEqualTo(DELIVERED);
      first.kill();
      var dead = Runs.deliver(back, results);

      assertThat(hanging).extracting(IcingaDelivery::name).containsOnly("delivered-to-another");
      assertThat(dead).extracting(IcingaDelivery::name).containsOnly("delivered-to-another");
      assertAllShow(second, results);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PrivateIcingaCertificates.ELLIPTIC, PrivateIcingaCertificates.RSA})
  void aClientCertificateStandsForTheUser(String algorithm) throws Exception {
    var user =
        """
        object ApiUser "by certificate" {
          client_cn = "walwatch-client"
          permissions = [ "actions/process-check-result" ]
        }
        """;
    try (var lab = lab("lab", Runs.hosts(1) + user)) {
      var result = Runs.results(1, "by certificate").getFirst();
      var known = certificate(lab, "known", "walwatch-client", algorithm);
      var unknown = certificate(lab, "unknown", "somebody", algorithm);

      try (var icinga = icinga(known, lab.caPem(), quick(lab))) {
        assertThat(icinga.forOneRun().deliver(result)).isEqualTo(DELIVERED);
      }
      try (var icinga = icinga(unknown, lab.caPem(), quick(lab))) {
        assertThat(icinga.forOneRun().deliver(result))
            .isEqualTo(new IcingaDelivery.BadCredentials());
      }
      assertShows(lab, result);
    }
  }

  @Test
  void aNodeThatIsReachedByItsAddressHasToHaveTheNameThatIsExpected() throws Exception {
    var node = new PrivateIcinga.Node("icinga-master1", 0);
    try (var lab = IcingaLab.start(at("lab"), IcingaLab.APPLY_RULES, Runs.hosts(1), node)) {
      var result = Runs.results(1, "by its name").getFirst();
      var byAddress = IcingaEndpoint.of(URI.create("https://127.0.0.1:" + lab.url().getPort()), "");

      try (var right = icinga(IcingaLab.secret(), lab.caPem(), byAddress.named("icinga-master1"));
          var wrong = icinga(IcingaLab.secret(), lab.caPem(), byAddress.named("icinga-master2"));
          var none = icinga(IcingaLab.secret(), lab.caPem(), byAddress)) {
        assertThat(right.forOneRun().deliver(result)).isEqualTo(DELIVERED);
        assertThat(wrong.forOneRun().deliver(result)).isInstanceOf(IcingaDelivery.TlsFailure.class);
        assertThat(none.forOneRun().deliver(result)).isInstanceOf(IcingaDelivery.TlsFailure.class);
      }
    }
  }

  @Test
  void aPasswordThatIsChangedInIcingaAndInTheSecretIsUsedByTheNextRun() throws Exception {
    var node = IcingaLab.atAFixedPort();
    try (var lab = IcingaLab.start(at("lab"), IcingaLab.APPLY_RULES, Runs.hosts(1), node);
        var icinga = icinga(lab)) {
      var result = Runs.results(1, "rotated").getFirst();
      assertThat(icinga.forOneRun().deliver(result)).isEqualTo(DELIVERED);

      lab.startAgain("another");
      var tooEarly = icinga.forOneRun().deliver(result);
      Files.writeString(
          at("secrets").resolve("credentials"), IcingaLab.secret("walwatch", "another"));
      var afterwards = icinga.forOneRun().deliver(result);

      assertThat(tooEarly).isEqualTo(new IcingaDelivery.BadCredentials());
      assertThat(afterwards).isEqualTo(DELIVERED);
    }
  }

  private static void startAgain(IcingaLab lab, CompletableFuture<Void> done) {
    try {
      lab.startAgain();
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private IcingaLab lab(String name, String extra) {
    return IcingaLab.start(at(name), IcingaLab.APPLY_RULES, extra);
  }

  private Path at(String name) {
    return directory.resolve(name);
  }

  private static IcingaEndpoint quick(IcingaLab lab) {
    return lab.endpoint().waiting(SOON, SOON.multipliedBy(2));
  }

  private Icinga icinga(IcingaLab lab) throws IOException {
    return icinga(IcingaLab.secret(), lab.caPem(), lab.endpoint());
  }

  private Icinga icinga(IcingaLab first, IcingaLab second) throws IOException {
    return icinga(IcingaLab.secret(), first.caPem() + second.caPem(), quick(first), quick(second));
  }

  private Icinga icinga(String credentials, String caPem, IcingaEndpoint... endpoints)
      throws IOException {
    return Runs.icinga(at("secrets"), credentials, caPem, false, endpoints);
  }

  private static String certificate(IcingaLab lab, String file, String name, String algorithm)
      throws IOException {
    var made = PrivateIcingaCertificates.sign(lab.authorityKeys(), file, name, algorithm);
    return new JsonMapper()
        .createObjectNode()
        .put("certificate", Files.readString(made.certificate()))
        .put("key", Files.readString(made.key()))
        .toString();
  }

  private static void assertAllShow(IcingaLab lab, List<PassiveResult> results) {
    results.forEach(result -> assertShows(lab, result));
  }

  private static void assertShows(IcingaLab lab, PassiveResult result) {
    JsonNode service = lab.service(result.host(), result.service());
    assertThat(service.path("last_check_result").path("output").asString())
        .describedAs(result.objectName())
        .isEqualTo(result.output());
    assertThat(service.path("state").asInt()).isEqualTo(result.state().exitCode());
  }
}
