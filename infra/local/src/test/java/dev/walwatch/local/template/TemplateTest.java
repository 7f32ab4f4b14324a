package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.typeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the template is whole in itself: its types, what it refers to, what it asks for. */
class TemplateTest {
  private static final Set<String> PSEUDO_PARAMETERS =
      Set.of(
          "AWS::AccountId",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackName",
          "AWS::URLSuffix");

  private static final TypeCatalogue TYPES = TypeCatalogue.read();

  /** Of properties only those at the top are compared here: cfn-lint knows what is within them. */
  @Test
  void usesOnlyTypesAndPropertiesThatCloudFormationKnows() {
    assertThat(root().at("Resources").fields())
        .allSatisfy(
            (name, resource) ->
                assertThat(TYPES.propertiesOf(resource.at("Type").text()))
                    .as(name)
                    .containsAll(resource.at("Properties").fields().keySet()));
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
              assertThat(TYPES.attributesOf(typeOf(parts[0]))).as(attribute).contains(parts[1]);
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
  void refusesASettingThatNeedsAnotherWhichIsAbsent() {
    assertThat(root().at("Rules").fields().values())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.at("Assertions").items())
                    .allSatisfy(
                        assertion ->
                            assertThat(assertion.at("AssertDescription").text())
                                .containsPattern("(is|are) .*, so ")));
  }

  @Test
  void offersForEachIntervalOfTheCheckItsSeconds() {
    var intervals = root().at("Parameters", "CheckIntervalMinutes", "AllowedValues").items();

    var mapping = root().at("Mappings", "CheckInterval");

    assertThat(intervals)
        .extracting(TemplateNode::text)
        .containsExactlyElementsOf(mapping.fields().keySet())
        .allSatisfy(
            minutes ->
                assertThat(mapping.at(minutes, "Seconds").number())
                    .isEqualTo(Integer.parseInt(minutes) * 60));
  }

  @Test
  void isPublishedAsTheVersionOfTheProject() throws IOException {
    var application = root().at("Metadata", "AWS::ServerlessRepo::Application");
    var pom = Files.readString(Path.of("../../pom.xml"));

    assertThat(pom)
        .contains("<version>" + application.at("SemanticVersion").text())
        .contains("<name>" + application.at("SpdxLicenseId").text() + "</name>");
    assertThat(application.at("Description").text()).hasSizeLessThanOrEqualTo(256);
    assertThat(application.at("Labels").items()).hasSizeLessThanOrEqualTo(10);
    assertThat(List.of("LicenseUrl", "ReadmeUrl"))
        .allSatisfy(
            file -> assertThat(Path.of("..").resolve(application.at(file).text())).exists());
  }

  /** {@code aws cloudformation package} looks for code in each function, and not in the globals. */
  @Test
  void namesTheZipInEachFunction() {
    assertThat(root().at("Resources").fields().values())
        .filteredOn(it -> it.at("Type").text().equals("AWS::Serverless::Function"))
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(function.at("Properties", "CodeUri").text())
                    .isEqualTo("../functions/target/walwatch-functions.zip"));
  }

  @Test
  void fitsIntoATemplateThatCloudFormationReadsFromABucket() throws IOException {
    // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    assertThat(Files.size(Path.of("../template.yaml"))).isLessThan(1_000_000);
    assertThat(root().at("Parameters").fields()).hasSizeLessThan(200);
  }

  @Test
  void describesEveryOutput() {
    assertThat(root().at("Outputs").fields().values())
        .allSatisfy(output -> assertThat(output.at("Description").text()).isNotBlank());
  }

  @Test
  void givesNothingAFixedName() {
    var names =
        Stream.of(
                "AlarmName",
                "DashboardName",
                "FunctionName",
                "LogGroupName",
                "QueueName",
                "RoleName",
                "TableName",
                "TopicName")
            .flatMap(name -> all(root().at("Resources"), name).stream())
            // a permission and a mapping name the function that they are about
            .filter(name -> name.find("Ref").isEmpty() && name.find("Fn::If").isEmpty());

    assertThat(names).isEmpty();
    assertThat(all(root(), "OmitName")).extracting(TemplateNode::text).containsOnly("true");
  }

  @Test
  void makesEverythingOfSlackOnlyWhereThereIsAWebhook() {
    var ofSlack =
        root().at("Resources").fields().entrySet().stream()
            .filter(resource -> resource.getKey().contains("Slack"))
            .toList();

    assertThat(ofSlack)
        .hasSize(12)
        .allSatisfy(
            resource ->
                assertThat(resource.getValue().at("Condition").text()).isEqualTo("PostsToSlack"));
  }

  private static Set<String> choices() {
    var names = new HashSet<String>();
    all(root(), "Fn::If").forEach(choice -> names.add(choice.items().getFirst().text()));
    root()
        .at("Resources")
        .fields()
        .values()
        .forEach(node -> node.find("Condition").ifPresent(name -> names.add(name.text())));
    // and those that others are made of
    all(root().at("Conditions"), "Condition").forEach(name -> names.add(name.text()));
    return names;
  }

  private static Set<String> references() {
    var names = new HashSet<String>();
    // SAM gives a function's alias by such a Ref, too
    all(root(), "Ref").forEach(ref -> names.add(owner(ref.text())));
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
