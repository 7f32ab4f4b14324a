package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That nothing gets lost between two parts, and nothing overtakes itself. */
class TemplateQueuesTest {
  private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;

  @Test
  void hidesAReceivedMessageForLongerThanSixRunsOfItsFunctionAndTheWindow() {
    assertThat(TEMPLATE.queues(ProjectTemplate.VALUES))
        .isNotEmpty()
        .allSatisfy(
            queue ->
                assertThat(queue.visibilityTimeout())
                    .isGreaterThanOrEqualTo(
                        timeoutOf(queue.function()).multipliedBy(6).plus(queue.batchingWindow())));
  }

  @Test
  void feedsEveryFunctionInBatchesWhoseMessagesFailOneByOne() {
    assertThat(TEMPLATE.queues(ProjectTemplate.VALUES))
        .allSatisfy(
            queue -> {
              assertThat(queue.reportsItemFailures()).isTrue();
              assertThat(queue.maxReceiveCount()).isGreaterThanOrEqualTo(5);
              assertThat(queue.maximumConcurrency()).isBetween(2, 1000);
            });
  }

  @Test
  void keepsWhatCouldNotBeDeliveredOnEveryAsynchronousHop() {
    var deadLetters = new ArrayList<String>();
    TEMPLATE.queues(ProjectTemplate.VALUES).forEach(queue -> deadLetters.add(queue.deadLetters()));
    for (var rule : resources("AWS::Events::Rule")) {
      for (var target : properties(rule).at("Targets").items()) {
        deadLetters.add(target(target.at("DeadLetterConfig", "Arn")));
      }
    }
    for (var schedule : TEMPLATE.schedules(ProjectTemplate.VALUES)) {
      all(properties(schedule.function()).at("Events"), "DeadLetterConfig")
          .forEach(config -> deadLetters.add(target(config.at("Arn"))));
    }
    for (var function : calledAsynchronously()) {
      deadLetters.add(
          target(
              properties(function)
                  .at("EventInvokeConfig", "DestinationConfig", "OnFailure", "Destination")));
    }
    for (var subscription : resources("AWS::SNS::Subscription")) {
      // nothing is to be done with a mail that did not arrive but to see the alarm
      if (!properties(subscription).at("Protocol").text().equals("email")) {
        deadLetters.add(
            target(properties(subscription).at("RedrivePolicy", "deadLetterTargetArn")));
      }
    }

    assertThat(deadLetters)
        .hasSize(12)
        .allSatisfy(
            queue -> {
              assertThat(properties(queue).at("MessageRetentionPeriod").number())
                  .isEqualTo(FOURTEEN_DAYS);
              assertThat(alarmsOn(queue)).as("alarms on " + queue).isNotEmpty();
            });
  }

  /**
   * The mapping of the queue waits for RecordArrivals. CloudFormation waits for ConfigureBuckets,
   * and its event holds a presigned address that no queue should keep.
   */
  private static List<String> calledAsynchronously() {
    return resources("AWS::Serverless::Function").stream()
        .filter(function -> !Set.of("RecordArrivals", "ConfigureBuckets").contains(function))
        .toList();
  }

  private static List<String> alarmsOn(String queue) {
    return resources("AWS::CloudWatch::Alarm").stream()
        .filter(
            alarm ->
                all(properties(alarm), "Fn::GetAtt").stream()
                    .anyMatch(it -> Intrinsics.attributeOf(it).equals(queue + ".QueueName")))
        .toList();
  }

  @Test
  void keepsDeadLettersLongerThanTheQueueTheyComeFrom() {
    assertThat(TEMPLATE.queues(ProjectTemplate.VALUES))
        .allSatisfy(
            queue ->
                assertThat(properties(queue.queue()).at("MessageRetentionPeriod").number())
                    .isLessThan(FOURTEEN_DAYS));
  }

  @Test
  void runsWhatIsScheduledOneAtATimeAndTriesNoneAgain() {
    assertThat(TEMPLATE.schedules(ProjectTemplate.VALUES))
        .hasSize(2)
        .allSatisfy(
            schedule -> {
              var function = properties(schedule.function());
              assertThat(function.at("ReservedConcurrentExecutions").number()).isEqualTo(1);
              assertThat(function.at("EventInvokeConfig", "MaximumRetryAttempts").number())
                  .isZero();
            });
  }

  @Test
  void endsACheckBeforeTheNext() {
    assertThat(root().at("Mappings", "CheckInterval").fields())
        .isNotEmpty()
        .allSatisfy(
            (minutes, check) ->
                assertThat(check.at("Timeout").number())
                    .isLessThan(check.at("Seconds").number())
                    .isLessThanOrEqualTo(900));
    assertThat(properties("CheckClusters").at("Timeout", "Fn::FindInMap").items().getLast().text())
        .isEqualTo("Timeout");
  }

  @Test
  void letsWhatIsScheduledDuringALongSweepWaitForItsEnd() {
    var waits =
        properties("ReconcileArchive").at("EventInvokeConfig", "MaximumEventAgeInSeconds").number();

    assertThat(Duration.ofSeconds(waits)).isGreaterThan(timeoutOf("ReconcileArchive"));
  }

  private static Duration timeoutOf(String function) {
    return TEMPLATE.functions(ProjectTemplate.VALUES).stream()
        .filter(it -> it.name().equals(function))
        .map(FunctionTemplate::timeout)
        .findFirst()
        .orElseThrow();
  }
}
