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
import org.junit.jupiter.api.Test;

/** That what is kept is kept safely, and how the functions run. */
class TemplateSafetyTest {

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
  }

  @Test
  void letsWhatTheLedgerMarksExpire() {
    var expiry = properties(TEMPLATE.tables().getFirst().name()).at("TimeToLiveSpecification");

    assertThat(expiry.at("AttributeName").text()).isEqualTo("expires");
    assertThat(expiry.at("Enabled").text()).isEqualTo("true");
  }

  @Test
  void encryptsTheTableEveryQueueEveryTopicAndEveryLogWithAKeyOfOnesOwnIfThereIsOne() {
    var table = properties(TEMPLATE.tables().getFirst().name()).at("SSESpecification");
    assertThat(table.at("SSEEnabled").text()).isEqualTo("true");
    assertThat(keyIn(table.at("KMSMasterKeyId"))).isEqualTo("EncryptionKeyArn");
    assertThat(resources("AWS::SQS::Queue"))
        .allSatisfy(
            queue -> {
              assertThat(keyIn(properties(queue).at("KmsMasterKeyId")))
                  .isEqualTo("EncryptionKeyArn");
              assertThat(otherwise(properties(queue).at("SqsManagedSseEnabled")).text())
                  .isEqualTo("true");
            });
    assertThat(resources("AWS::SNS::Topic"))
        .allSatisfy(
            topic -> {
              var key = properties(topic).at("KmsMasterKeyId");
              assertThat(keyIn(key)).isEqualTo("EncryptionKeyArn");
              assertThat(otherwise(key).toString()).doesNotContain("AWS::NoValue");
            });
    assertThat(resources("AWS::Logs::LogGroup"))
        .allSatisfy(
            group ->
                assertThat(keyIn(properties(group).at("KmsKeyId"))).isEqualTo("EncryptionKeyArn"));
    assertThat(keyIn(root().at("Globals", "Function", "KmsKeyArn"))).isEqualTo("EncryptionKeyArn");
  }

  @Test
  void letsCloudWatchUseTheKeyOfItsTopic() {
    var statements = properties("AlarmsKey").at("KeyPolicy", "Statement").items();

    assertThat(statements)
        .anySatisfy(
            statement -> {
              assertThat(statement.find("Principal", "Service").map(TemplateNode::text))
                  .contains("cloudwatch.amazonaws.com");
              assertThat(statement.at("Action").items())
                  .extracting(TemplateNode::text)
                  .containsExactly("kms:Decrypt", "kms:GenerateDataKey");
            });
    assertThat(properties("AlarmsKey").at("EnableKeyRotation").text()).isEqualTo("true");
  }

  @Test
  void givesEveryRoleTheBoundaryThatTheAccountDemands() {
    assertThat(resources("AWS::IAM::Role"))
        .isNotEmpty()
        .allSatisfy(
            role ->
                assertThat(keyIn(properties(role).at("PermissionsBoundary")))
                    .isEqualTo("PermissionsBoundaryArn"));
  }

  @Test
  void runsEveryFunctionOnTheNewestJavaWithJsonLogsTracesAndMemoryOfItsChoice() {
    var globals = root().at("Globals", "Function");

    assertThat(globals.at("Runtime").text()).isEqualTo("java25");
    assertThat(globals.at("Architectures").items())
        .extracting(TemplateNode::text)
        .containsExactly("arm64");
    assertThat(globals.at("Tracing").text()).isEqualTo("Active");
    assertThat(globals.at("MemorySize").number()).isPositive();
    assertThat(resources("AWS::Serverless::Function"))
        .allSatisfy(
            function -> {
              assertThat(properties(function).at("LoggingConfig", "LogFormat").text())
                  .isEqualTo("JSON");
            });
    assertThat(TEMPLATE.functions(ProjectTemplate.VALUES))
        .allSatisfy(
            function ->
                assertThat(function.timeout())
                    .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(15)));
  }

  @Test
  void putsIntoAVpcOnlyTheFunctionThatSpeaksToIcinga() {
    assertThat(resources("AWS::Serverless::Function"))
        .filteredOn(function -> properties(function).find("VpcConfig").isPresent())
        .containsExactly("CheckClusters");
    assertThat(properties("CheckClusters").at("VpcConfig", "Fn::If").items().getFirst().text())
        .isEqualTo("InVpc");
  }

  /** A published version keeps its settings: one that changes has to make another version. */
  @Test
  void publishesAnotherVersionWhenASettingChangesOfTheOnlyFunctionThatHasVersions() {
    var published =
        resources("AWS::Serverless::Function").stream()
            .filter(function -> properties(function).find("AutoPublishAlias").isPresent())
            .toList();
    assertThat(published).containsExactly("RecordArrivals");
    var function = properties("RecordArrivals");
    var description = function.at("VersionDescription", "Fn::Sub").text();

    var settings = all(function.at("Environment"), "Ref").stream().map(TemplateNode::text);

    assertThat(settings)
        .filteredOn(setting -> !setting.equals("LedgerTable"))
        .isNotEmpty()
        .isSubsetOf(Intrinsics.placeholdersIn(description));
    assertThat(Intrinsics.placeholdersIn(description)).contains("SnapStart", "EncryptionKeyArn");
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

  /** The parameter that is taken where a condition holds. */
  private static String keyIn(TemplateNode choice) {
    return choice.at("Fn::If").items().get(1).at("Ref").text();
  }

  private static TemplateNode otherwise(TemplateNode choice) {
    return choice.at("Fn::If").items().getLast();
  }
}
