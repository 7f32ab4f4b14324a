package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static dev.walwatch.local.template.ProjectTemplate.typeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the template is whole in itself: what it refers to, how it queues, what it keeps. */
class TemplateTest {
  private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;
  private static final Set<String> PSEUDO_PARAMETERS =
      Set.of("AWS::AccountId", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::URLSuffix");

  /** The types that are used, with what a GetAtt may take of them. */
  private static final Map<String, Set<String>> TYPES =
      Map.ofEntries(
          Map.entry("AWS::DynamoDB::Table", Set.of("Arn")),
          Map.entry("AWS::Events::Rule", Set.of("Arn")),
          Map.entry("AWS::IAM::Role", Set.of("Arn")),
          Map.entry("AWS::Lambda::Permission", Set.of()),
          Map.entry("AWS::Logs::LogGroup", Set.of("Arn")),
          Map.entry("AWS::SNS::Subscription", Set.of()),
          Map.entry("AWS::SNS::Topic", Set.of()),
          Map.entry("AWS::SNS::TopicPolicy", Set.of()),
          Map.entry("AWS::SQS::Queue", Set.of("Arn")),
          Map.entry("AWS::SQS::QueuePolicy", Set.of()),
          Map.entry("AWS::Serverless::Function", Set.of("Arn")));

  @Test
  void usesOnlyTypesThatAreKnown() {
    var types = root().at("Resources").fields().keySet().stream().map(ProjectTemplate::typeOf);

    assertThat(types).isSubsetOf(TYPES.keySet());
  }

  @Test
  void refersOnlyToWhatThereIs() {
    var known = new HashSet<>(PSEUDO_PARAMETERS);
    known.addAll(root().at("Parameters").fields().keySet());
    known.addAll(root().at("Resources").fields().keySet());

    assertThat(references()).isSubsetOf(known);
  }

  @Test
  void takesOnlyAttributesThatTheTypesHave() {
    var attributes = all(root(), "Fn::GetAtt").stream().map(Intrinsics::attributeOf);

    assertThat(attributes)
        .isNotEmpty()
        .allSatisfy(
            attribute -> {
              var parts = attribute.split("\\.", 2);
              assertThat(TYPES.get(typeOf(parts[0]))).as(attribute).contains(parts[1]);
            });
  }

  @Test
  void choosesByEveryConditionThatThereIsAndByNoOther() {
    var conditions = root().at("Conditions").fields().keySet();

    assertThat(choices()).containsExactlyInAnyOrderElementsOf(conditions);
  }

  @Test
  void explainsEveryParameterAndUsesIt() {
    var form = root().at("Metadata", "AWS::CloudFormation::Interface");
    var grouped =
        form.at("ParameterGroups").items().stream()
            .flatMap(group -> group.at("Parameters").items().stream().map(TemplateNode::text));
    var parameters = root().at("Parameters").fields();

    assertThat(grouped)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(parameters.keySet());
    assertThat(form.at("ParameterLabels").fields().keySet()).isEqualTo(parameters.keySet());
    assertThat(references()).containsAll(parameters.keySet());
    assertThat(parameters.values())
        .allSatisfy(
            parameter -> {
              assertThat(parameter.at("Description").text()).isNotBlank();
              assertThat(parameter.at("ConstraintDescription").text()).startsWith("must be");
              assertThat(parameter.fields().keySet())
                  .containsAnyOf("AllowedPattern", "AllowedValues", "MinValue");
            });
  }

  @Test
  void acceptsItsOwnDefaults() {
    var parameters = root().at("Parameters").fields().values();

    assertThat(parameters)
        .allSatisfy(
            parameter -> {
              var pattern = parameter.find("AllowedPattern");
              var fallback = parameter.find("Default");
              if (pattern.isPresent() && fallback.isPresent()) {
                assertThat(fallback.get().text()).matches(pattern.get().text());
              }
            });
  }

  @Test
  void describesEveryOutput() {
    assertThat(root().at("Outputs").fields().values())
        .allSatisfy(output -> assertThat(output.at("Description").text()).isNotBlank());
  }

  @Test
  void givesNothingAFixedName() {
    var names =
        Stream.of("TableName", "QueueName", "TopicName", "FunctionName", "RoleName", "LogGroupName")
            .flatMap(name -> all(root().at("Resources"), name).stream())
            // a permission names the function that it is about
            .filter(name -> name.find("Ref").isEmpty());

    assertThat(names).isEmpty();
    assertThat(all(root(), "OmitName")).extracting(TemplateNode::text).containsOnly("true");
  }

  @Test
  void hidesAReceivedMessageForLongerThanSixRunsOfItsFunctionAndTheWindow() {
    assertThat(TEMPLATE.queues())
        .isNotEmpty()
        .allSatisfy(
            queue ->
                assertThat(queue.visibilityTimeout())
                    .isGreaterThanOrEqualTo(
                        timeoutOf(queue.function()).multipliedBy(6).plus(queue.batchingWindow())));
  }

  @Test
  void feedsEveryFunctionInBatchesWhoseMessagesFailOneByOne() {
    assertThat(TEMPLATE.queues())
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
    TEMPLATE.queues().forEach(queue -> deadLetters.add(queue.deadLetters()));
    for (var rule : resources("AWS::Events::Rule")) {
      for (var target : properties(rule).at("Targets").items()) {
        deadLetters.add(target(target.at("DeadLetterConfig", "Arn")));
      }
    }
    for (var schedule : TEMPLATE.schedules(ProjectTemplate.VALUES)) {
      var function = properties(schedule.function());
      deadLetters.add(
          target(
              function.at("EventInvokeConfig", "DestinationConfig", "OnFailure", "Destination")));
      all(function.at("Events"), "DeadLetterConfig")
          .forEach(config -> deadLetters.add(target(config.at("Arn"))));
    }
    for (var subscription : resources("AWS::SNS::Subscription")) {
      if (properties(subscription).at("Protocol").text().equals("lambda")) {
        var function = properties(target(properties(subscription).at("Endpoint")));
        deadLetters.add(
            target(properties(subscription).at("RedrivePolicy", "deadLetterTargetArn")));
        deadLetters.add(
            target(
                function.at("EventInvokeConfig", "DestinationConfig", "OnFailure", "Destination")));
      }
    }

    assertThat(deadLetters)
        .hasSize(8)
        .allSatisfy(
            queue ->
                assertThat(properties(queue).at("MessageRetentionPeriod").number())
                    .isEqualTo(FOURTEEN_DAYS));
  }

  @Test
  void keepsDeadLettersLongerThanTheQueueTheyComeFrom() {
    assertThat(TEMPLATE.queues())
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
  void makesEverythingOfSlackOnlyWhereThereIsAWebhook() {
    var ofSlack =
        root().at("Resources").fields().entrySet().stream()
            .filter(resource -> resource.getKey().contains("Slack"))
            .toList();

    assertThat(ofSlack)
        .hasSize(7)
        .allSatisfy(
            resource ->
                assertThat(resource.getValue().at("Condition").text()).isEqualTo("PostsToSlack"));
  }

  @Test
  void endsACheckBeforeTheNext() {
    var shortest =
        Duration.ofMinutes(root().at("Parameters", "CheckIntervalMinutes", "MinValue").number());

    assertThat(timeoutOf("CheckClusters")).isLessThan(shortest);
  }

  @Test
  void letsWhatIsScheduledDuringALongSweepWaitForItsEnd() {
    var waits =
        properties("ReconcileArchive").at("EventInvokeConfig", "MaximumEventAgeInSeconds").number();

    assertThat(Duration.ofSeconds(waits)).isGreaterThan(timeoutOf("ReconcileArchive"));
  }

  @Test
  void keepsTheLedgerWhateverHappensToTheStack() {
    var table = root().at("Resources", TEMPLATE.tables().getFirst().name());

    assertThat(table.at("DeletionPolicy").text()).isEqualTo("Retain");
    assertThat(table.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
    assertThat(table.at("Properties", "DeletionProtectionEnabled").text()).isEqualTo("true");
    assertThat(
            table
                .at("Properties", "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                .text())
        .isEqualTo("true");
    assertThat(table.at("Properties", "SSESpecification", "SSEEnabled").text()).isEqualTo("true");
  }

  @Test
  void encryptsEveryQueueAndTopic() {
    assertThat(resources("AWS::SQS::Queue"))
        .allSatisfy(
            queue ->
                assertThat(properties(queue).at("SqsManagedSseEnabled").text()).isEqualTo("true"));
    assertThat(resources("AWS::SNS::Topic"))
        .allSatisfy(
            topic -> assertThat(properties(topic).at("KmsMasterKeyId").text()).isNotBlank());
  }

  @Test
  void givesEveryFunctionALogGroupOfItsOwnThatEnds() {
    var logGroups =
        TEMPLATE.functions(ProjectTemplate.VALUES).stream()
            .map(function -> target(properties(function.name()).at("LoggingConfig", "LogGroup")))
            .toList();

    assertThat(logGroups)
        .doesNotHaveDuplicates()
        .allSatisfy(
            group -> {
              assertThat(typeOf(group)).isEqualTo("AWS::Logs::LogGroup");
              assertThat(properties(group).find("RetentionInDays")).isPresent();
            });
  }

  private static Duration timeoutOf(String function) {
    return Duration.ofSeconds(properties(function).at("Timeout").number());
  }

  private static Set<String> choices() {
    var names = new HashSet<String>();
    all(root(), "Fn::If").forEach(choice -> names.add(choice.items().getFirst().text()));
    root()
        .at("Resources")
        .fields()
        .values()
        .forEach(node -> node.find("Condition").ifPresent(name -> names.add(name.text())));
    return names;
  }

  private static Set<String> references() {
    var names = new HashSet<String>();
    all(root(), "Ref").forEach(ref -> names.add(ref.text()));
    all(root(), "Fn::GetAtt").forEach(get -> names.add(owner(Intrinsics.attributeOf(get))));
    all(root(), "Fn::Sub")
        .forEach(
            sub -> Intrinsics.placeholdersIn(sub.text()).forEach(name -> names.add(owner(name))));
    return names;
  }

  private static String owner(String attribute) {
    return attribute.replaceFirst("\\..*", "");
  }
}
