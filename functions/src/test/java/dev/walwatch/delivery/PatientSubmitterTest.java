package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PatientSubmitterTest {
  private static final PassiveResult RESULT = PassiveResults.of("a service", Severity.OK);
  private static final IcingaDelivery DELIVERED = new IcingaDelivery.Delivered();
  private static final IcingaDelivery REFUSED = new IcingaDelivery.Unreachable("refused");

  private final FakeTime time = new FakeTime();
  private final AtomicInteger submitted = new AtomicInteger();

  static Stream<IcingaDelivery> whatMayServeSoon() {
    return Stream.of(
        REFUSED,
        new IcingaDelivery.TimedOut(Duration.ofSeconds(3)),
        new IcingaDelivery.ShuttingDown(),
        new IcingaDelivery.Refused(503, "<html>no healthy target</html>"),
        new OfSeveral.NoneServes(
            List.of(
                new OfSeveral.Attempt("a", new IcingaDelivery.TlsFailure("unknown CA")),
                new OfSeveral.Attempt("b", REFUSED))));
  }

  static Stream<IcingaDelivery> whatServesNobody() {
    return Stream.of(
        new IcingaDelivery.BadCredentials(),
        new IcingaDelivery.TlsFailure("unknown CA"),
        new OfSeveral.NoneServes(
            List.of(new OfSeveral.Attempt("a", new IcingaDelivery.TlsFailure("unknown CA")))));
  }

  static Stream<IcingaDelivery> whatIsAboutOneResult() {
    return Stream.of(
        new IcingaDelivery.UnknownOrNotPermitted(),
        new IcingaDelivery.PassiveChecksDisabled(),
        new IcingaDelivery.NotPermitted(),
        new IcingaDelivery.Refused(500, "Action execution failed"),
        new IcingaDelivery.Superseded(),
        new IcingaDelivery.UnreachableObject(),
        new IcingaDelivery.SecretUnreadable("/walwatch/icinga: it is empty"),
        new NotCreated.NotPermitted("host a"),
        new NotCreated.Failed("host a", "no template"));
  }

  @ParameterizedTest
  @MethodSource("whatMayServeSoon")
  void waitsLongerThanAReloadAndThenGivesUpTheRun(IcingaDelivery answer) {
    var submitter = submitter(_ -> answer);

    var first = submitter.deliver(RESULT);
    int tries = submitted.get();
    var others = IntStream.range(0, 1000).mapToObj(_ -> submitter.deliver(RESULT)).toList();

    assertThat(first).isEqualTo(answer);
    assertThat(time.waited()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    assertThat(time.pauses()).hasSize(6);
    assertThat(tries).isEqualTo(7);
    assertThat(others).containsOnly(new IcingaDelivery.GivenUp(answer));
    assertThat(submitted).hasValue(tries);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void deliversWhenIcingaComesBack(int failures) {
    var submitter = submitter(n -> n <= failures ? REFUSED : DELIVERED);

    var deliveries = Stream.generate(() -> submitter.deliver(RESULT)).limit(5).toList();

    assertThat(deliveries).containsOnly(DELIVERED);
    assertThat(time.pauses()).hasSize(failures);
  }

  @Test
  void countsTheTimeThatEachTryTakesSoThatAHangingIcingaEndsNoLaterThanOneThatIsDown() {
    var submitter =
        submitter(
            _ -> {
              time.pass(Duration.ofSeconds(3));
              return new IcingaDelivery.TimedOut(Duration.ofSeconds(3));
            });
    long begin = time.nanos();

    submitter.deliver(RESULT);

    assertThat(Duration.ofNanos(time.nanos() - begin))
        .isBetween(Duration.ofSeconds(13), Duration.ofSeconds(17));
  }

  @Test
  void spendsItsPatienceOnceHoweverOftenIcingaGoesAndComes() {
    var submitter = submitter(n -> n % 2 == 1 ? REFUSED : DELIVERED);

    var deliveries = Stream.generate(() -> submitter.deliver(RESULT)).limit(10).toList();

    assertThat(deliveries.subList(0, 6)).containsOnly(DELIVERED);
    assertThat(deliveries.get(6)).isEqualTo(REFUSED);
    assertThat(deliveries.subList(7, 10)).containsOnly(new IcingaDelivery.GivenUp(REFUSED));
    assertThat(time.pauses()).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("whatServesNobody")
  void givesUpAtOnceWhereWaitingDoesNotHelp(IcingaDelivery answer) {
    var submitter = submitter(_ -> answer);

    var deliveries = Stream.generate(() -> submitter.deliver(RESULT)).limit(3).toList();

    assertThat(deliveries)
        .containsExactly(
            answer, new IcingaDelivery.GivenUp(answer), new IcingaDelivery.GivenUp(answer));
    assertThat(submitted).hasValue(1);
    assertThat(time.pauses()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("whatIsAboutOneResult")
  void goesOnWhereOnlyOneResultIsRefused(IcingaDelivery answer) {
    var submitter = submitter(_ -> answer);

    var deliveries = Stream.generate(() -> submitter.deliver(RESULT)).limit(30).toList();

    assertThat(deliveries).containsOnly(answer);
    assertThat(submitted).hasValue(30);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void neverHasMoreThanFourUnderWay() throws Exception {
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    var four = new CyclicBarrier(4);
    var submitter =
        submitter(
            _ -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              await(four);
              underWay.decrementAndGet();
              return DELIVERED;
            });

    var deliveries = deliverAtOnce(submitter, 300);

    assertThat(deliveries).hasSize(300).containsOnly(DELIVERED);
    assertThat(most).hasValue(4);
  }

  @Test
  void ofManyThatFailAtOnceOneWaitsForAll() throws Exception {
    var four = new CyclicBarrier(4);
    var down = new AtomicBoolean(true);
    var submitter =
        submitter(
            n -> {
              if (n <= 4) {
                await(four);
              }
              boolean isDown = down.get();
              if (time.waited().compareTo(Duration.ofSeconds(3)) > 0) {
                down.set(false);
              }
              return isDown ? REFUSED : DELIVERED;
            });

    var deliveries = deliverAtOnce(submitter, 100);

    assertThat(deliveries).containsOnly(DELIVERED);
    assertThat(time.waited()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void manyThatFailAtOnceSpendNoMorePatienceThanOne() throws Exception {
    var submitter = submitter(_ -> REFUSED);

    var deliveries = deliverAtOnce(submitter, 100);

    assertThat(deliveries).allMatch(it -> !it.isDelivered());
    assertThat(time.waited()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    assertThat(submitted.get()).isLessThanOrEqualTo(4 + 6);
  }

  @Test
  void anInterruptedThreadIsToldSo() {
    var submitter = submitter(_ -> DELIVERED);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> submitter.deliver(RESULT)).isInstanceOf(WalwatchException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  /** What answers the n-th try, counted from 1. */
  private interface Answering {
    IcingaDelivery answer(int n);
  }

  private PatientSubmitter submitter(Answering answering) {
    return new PatientSubmitter(
        _ -> answering.answer(submitted.incrementAndGet()), new Patience(time, new Random(7)));
  }

  private static List<IcingaDelivery> deliverAtOnce(PassiveCheckSubmitter submitter, int results)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var deliveries = new ArrayList<IcingaDelivery>();
      for (Future<IcingaDelivery> delivery :
          threads.invokeAll(
              Stream.generate(() -> (Callable<IcingaDelivery>) () -> submitter.deliver(RESULT))
                  .limit(results)
                  .toList())) {
        deliveries.add(delivery.get());
      }
      return deliveries;
    }
  }

  private static void await(CyclicBarrier all) {
    try {
      all.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
