package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImpatientSubmitterTest {
  private static final PassiveResult RESULT =
      new PassiveResult(
          "main", "a service", Severity.OK, "OK", List.of(), "walwatch", Duration.ofMinutes(12));

  private final List<PassiveResult> submitted = new ArrayList<>();

  static Stream<IcingaDelivery> whatDoesNotServe() {
    return Stream.of(
        new IcingaDelivery.TimedOut(Duration.ofSeconds(10)),
        new IcingaDelivery.Unreachable("refused"),
        new IcingaDelivery.TlsFailure("unknown CA"),
        new IcingaDelivery.BadCredentials());
  }

  @ParameterizedTest
  @MethodSource("whatDoesNotServe")
  void givesUpAfterFiveFailuresInARow(IcingaDelivery answer) {
    var submitter = new ImpatientSubmitter(result -> answering(result, answer));

    var deliveries = Stream.generate(() -> submitter.deliver(RESULT)).limit(7).toList();

    assertThat(submitted).hasSize(5);
    assertThat(deliveries.subList(0, 5)).containsOnly(answer);
    assertThat(deliveries.subList(5, 7)).containsOnly(new IcingaDelivery.GivenUp(5));
  }

  @Test
  void forgetsFailuresWhenIcingaServesAgain() {
    var submitter =
        new ImpatientSubmitter(
            result ->
                answering(
                    result,
                    submitted.size() % 5 == 4
                        ? new IcingaDelivery.Delivered()
                        : new IcingaDelivery.Unreachable("reloading")));

    IntStream.range(0, 30).forEach(_ -> submitter.deliver(RESULT));

    assertThat(submitted).hasSize(30);
  }

  @Test
  void goesOnWhereOnlyOneServiceIsRefused() {
    var submitter =
        new ImpatientSubmitter(
            result -> answering(result, new IcingaDelivery.UnknownOrNotPermitted()));

    IntStream.range(0, 30).forEach(_ -> submitter.deliver(RESULT));

    assertThat(submitted).hasSize(30);
  }

  private IcingaDelivery answering(PassiveResult result, IcingaDelivery answer) {
    submitted.add(result);
    return answer;
  }
}
