package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailoverSubmitterTest {
  private static final PassiveResult RESULT = PassiveResults.of("a service", Severity.OK);
  private static final IcingaDelivery DELIVERED = new IcingaDelivery.Delivered();
  private static final IcingaDelivery REFUSED = new IcingaDelivery.Unreachable("refused");

  private final Map<String, IcingaDelivery> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  static Stream<IcingaDelivery> whatIsForAnother() {
    return Stream.of(
        REFUSED,
        new IcingaDelivery.TimedOut(Duration.ofSeconds(3)),
        new IcingaDelivery.ShuttingDown(),
        new IcingaDelivery.Refused(503, "no healthy target"),
        new IcingaDelivery.TlsFailure("expired"));
  }

  static Stream<IcingaDelivery> whatEachWouldSay() {
    return Stream.of(
        new IcingaDelivery.UnknownOrNotPermitted(),
        new IcingaDelivery.BadCredentials(),
        new IcingaDelivery.NotPermitted(),
        new IcingaDelivery.PassiveChecksDisabled(),
        new IcingaDelivery.Superseded(),
        new IcingaDelivery.UnreachableObject(),
        new IcingaDelivery.Refused(400, "Invalid request body"),
        new IcingaDelivery.Refused(500, "Action execution failed"),
        new NotCreated.NotPermitted("host a"));
  }

  @Test
  void asksOnlyTheFirstWhereItServes() {
    var submitter = submitter("a", "b");

    assertThat(submitter.deliver(RESULT)).isEqualTo(DELIVERED);
    assertThat(asked).containsExactly("a");
  }

  @ParameterizedTest
  @MethodSource("whatIsForAnother")
  void goesToTheNextAndStaysThereAndSaysWhy(IcingaDelivery failure) {
    answers.put("a", failure);
    var submitter = submitter("a", "b");

    var first = submitter.deliver(RESULT);
    answers.put("a", DELIVERED);
    var second = submitter.deliver(RESULT);

    var toAnother = new OfSeveral.DeliveredToAnother("b", new OfSeveral.Attempt("a", failure));
    assertThat(List.of(first, second)).containsOnly(toAnother);
    assertThat(asked).containsExactly("a", "b", "b");
  }

  @ParameterizedTest
  @MethodSource("whatEachWouldSay")
  void takesAnAnswerForAnAnswer(IcingaDelivery answer) {
    answers.put("a", answer);

    assertThat(submitter("a", "b").deliver(RESULT)).isEqualTo(answer);
    assertThat(asked).containsExactly("a");
  }

  @Test
  void staysWithOneThatAnswersWhateverItSays() {
    answers.put("a", REFUSED);
    answers.put("b", new IcingaDelivery.UnknownOrNotPermitted());
    var submitter = submitter("a", "b");

    submitter.deliver(RESULT);
    submitter.deliver(RESULT);

    assertThat(asked).containsExactly("a", "b", "b");
  }

  @Test
  void comesBackToTheFirstWhenTheOtherFailsAndCallsItTheFirstAgain() {
    answers.put("a", REFUSED);
    var submitter = submitter("a", "b");
    submitter.deliver(RESULT);
    answers.put("a", DELIVERED);
    answers.put("b", REFUSED);

    assertThat(submitter.deliver(RESULT)).isEqualTo(DELIVERED);
    assertThat(asked).containsExactly("a", "b", "b", "a");
  }

  @Test
  void tellsOfEachWhenNoneServes() {
    answers.put("a", REFUSED);
    answers.put("b", new IcingaDelivery.TlsFailure("expired"));

    assertThat(submitter("a", "b").deliver(RESULT))
        .isEqualTo(
            new OfSeveral.NoneServes(
                List.of(
                    new OfSeveral.Attempt("a", REFUSED),
                    new OfSeveral.Attempt("b", new IcingaDelivery.TlsFailure("expired")))));
  }

  @Test
  void ofOneThatDoesNotServeTheOutcomeIsItsOwn() {
    answers.put("a", REFUSED);

    assertThat(submitter("a").deliver(RESULT)).isEqualTo(REFUSED);
    assertThat(asked).containsExactly("a");
  }

  private FailoverSubmitter submitter(String... addresses) {
    return new FailoverSubmitter(
        Stream.of(addresses)
            .map(
                address ->
                    new FailoverSubmitter.Endpoint(
                        address,
                        _ -> {
                          asked.add(address);
                          return answers.getOrDefault(address, DELIVERED);
                        }))
            .toList());
  }
}
