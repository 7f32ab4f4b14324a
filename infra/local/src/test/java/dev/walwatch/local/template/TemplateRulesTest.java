package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which deployments begin, and what the others are told. */
class TemplateRulesTest {
  private static final ParameterCheck CHECK = new ParameterCheck(TEMPLATE);

  private static final String ICINGA =
      "IcingaUrl=https://icinga:5665 IcingaCredentials=/walwatch/icinga IcingaCa=/walwatch/ca ";
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:walwatch-a1b2c3";
  private static final String TOPIC =
      "EventsTopicArn=arn:aws:sns:eu-central-1:111122223333:backups ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EventSource=EventBridge",
        "EventSource=EventBridge SwitchOnEventBridge=true",
        "EventSource=BucketNotification",
        "EventSource=BucketNotification SwitchOnEventBridge=false",
        "EventSource=Topic " + TOPIC,
        "EventSource=None",
        ICINGA,
        ICINGA + "IcingaNodeName=master IcingaCreate=true IcingaSecretArn=" + SECRET,
        ICINGA + "VpcSubnetIds=subnet-0a1b2c3d,subnet-0a1b2c3e VpcSecurityGroupIds=sg-0a1b2c3d",
        "SlackWebhook=/walwatch/slack",
        "SlackWebhook=/walwatch/slack SlackSecretArn=" + SECRET,
        "ArchiveBucket2=another ArchiveBucket3=a-third ArchiveBucket4=a-fourth",
        "ArchiveBucket2=b-2 ArchivePrefix2=a/ ArchiveBucket3=b-2 ArchivePrefix3=b/"
            + " ArchiveBucket4=b-2 ArchivePrefix4=c/",
        "ArchiveBucket2=only-a-second ArchivePrefix2=a/",
        "ArchiveBucket3=only-a-third ArchivePrefix3=b/",
        "ArchiveBucket4=only-a-fourth ArchivePrefix4=c/",
      })
  void beginsWhatIsWhole(String parameters) {
    assertThat(CHECK.refusals(withBucket(parameters))).isEmpty();
  }

  @Test
  void beginsNothingWithoutABucket() {
    assertThat(CHECK.refusals(Map.of())).containsExactly("ArchiveBucket must be given");
  }

  /** What is half given, and what is said of it. */
  private static Map<String, List<String>> halves() {
    var halves = new LinkedHashMap<String, List<String>>();
    halves.put(
        "IcingaUrl=https://icinga:5665",
        List.of(
            "IcingaUrl is given, so IcingaCredentials must name an SSM parameter",
            "IcingaUrl is given, so IcingaCa must name an SSM parameter"));
    halves.put(
        "IcingaUrl=https://icinga:5665 IcingaCa=/walwatch/ca",
        List.of("IcingaUrl is given, so IcingaCredentials must name an SSM parameter"));
    halves.put(
        "IcingaUrl=https://icinga:5665 IcingaCredentials=/walwatch/icinga",
        List.of("IcingaUrl is given, so IcingaCa must name an SSM parameter"));
    halves.put(
        "IcingaNodeName=master",
        List.of("IcingaNodeName is given, so IcingaUrl must say where that is"));
    halves.put("IcingaCreate=true", List.of("IcingaCreate is true, so IcingaUrl must say where"));
    halves.put(
        "IcingaSecretArn=" + SECRET,
        List.of("IcingaSecretArn is given, so IcingaUrl must say whom it is for"));
    halves.put(
        "VpcSubnetIds=subnet-0a1b2c3d VpcSecurityGroupIds=sg-0a1b2c3d",
        List.of("VpcSubnetIds are given, so IcingaUrl must say what is reached from there"));
    halves.put(
        "VpcSecurityGroupIds=sg-0a1b2c3d",
        List.of("VpcSecurityGroupIds are given, so VpcSubnetIds must say where they guard"));
    halves.put(
        "IcingaCredentials=/walwatch/icinga",
        List.of("IcingaCredentials are given, so IcingaUrl must say whom they are for"));
    halves.put(
        "IcingaCa=/walwatch/icinga-ca",
        List.of("IcingaCa is given, so IcingaUrl must say whose it is"));
    halves.put(
        ICINGA + "VpcSubnetIds=subnet-0a1b2c3d,subnet-0a1b2c3e",
        List.of("VpcSubnetIds are given, so VpcSecurityGroupIds must be, too"));
    halves.put(
        "SlackSecretArn=" + SECRET,
        List.of(
            "SlackSecretArn is given, so SlackWebhook must name the parameter that reaches it"));
    halves.put(
        "EventSource=Topic", List.of("EventSource is Topic, so EventsTopicArn must say which"));
    for (var source : List.of("EventBridge", "BucketNotification", "None")) {
      halves.put(
          TOPIC + "EventSource=" + source,
          List.of("EventsTopicArn is given, so EventSource must be Topic"));
    }
    for (var source : List.of("BucketNotification", "None", "Topic " + TOPIC)) {
      halves.put(
          "SwitchOnEventBridge=true EventSource=" + source,
          List.of("SwitchOnEventBridge is true, so EventSource must be EventBridge"));
    }
    for (var archive : List.of("2", "3", "4")) {
      var refusal =
          "ArchivePrefix%1$s is given, so ArchiveBucket%1$s must say where that is"
              .formatted(archive);
      var others = "ArchiveBucket2=b-2 ArchiveBucket3=b-3 ArchiveBucket4=b-4 ";
      halves.put("ArchivePrefix" + archive + "=production/", List.of(refusal));
      halves.put(
          others.replaceFirst("\\w+" + archive + "=\\S+ ", "")
              + ("ArchivePrefix" + archive + "=production/"),
          List.of(refusal));
    }
    return halves;
  }

  private static Stream<Arguments> halfGiven() {
    return halves().entrySet().stream().map(it -> arguments(it.getKey(), it.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("halfGiven")
  void saysWhatIsMissingOfWhatIsHalfGiven(String parameters, List<String> refusals) {
    assertThat(CHECK.refusals(withBucket(parameters))).containsExactlyElementsOf(refusals);
  }

  @Test
  void hasARowAboveForEveryThingThatARuleDemands() {
    assertThat(all(root().at("Rules"), "AssertDescription"))
        .extracting(TemplateNode::text)
        .containsExactlyInAnyOrderElementsOf(
            halves().values().stream().flatMap(List::stream).distinct().toList());
  }

  /** CloudFormation lets a rule know parameters only: no condition, no resource, no pseudo one. */
  @Test
  void asksInRulesOnlyForParameters() {
    var rules = root().at("Rules");

    assertThat(all(rules, "Ref"))
        .extracting(TemplateNode::text)
        .isSubsetOf(root().at("Parameters").fields().keySet());
    assertThat(
            Stream.of("Condition", "Fn::GetAtt", "Fn::Sub", "Fn::FindInMap", "Fn::Join")
                .flatMap(function -> all(rules, function).stream()))
        .isEmpty();
  }

  private static Map<String, String> withBucket(String parameters) {
    var given = new HashMap<>(Map.of("ArchiveBucket", "a-bucket"));
    var words = new ArrayList<>(List.of(parameters.strip().split(" +")));
    words.removeIf(String::isEmpty);
    words.forEach(word -> given.put(word.split("=", 2)[0], word.split("=", 2)[1]));
    return given;
  }
}
