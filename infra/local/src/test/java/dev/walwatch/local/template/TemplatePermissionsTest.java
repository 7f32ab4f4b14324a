package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.oneOrMore;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, in words that can be read: a permission more is a line more here. */
class TemplatePermissionsTest {
  private static final String PARAMETER =
      "ssm:GetParameter on arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter";

  /**
   * X-Ray takes traces from whoever may send any: there is no resource to name. Lambda refuses a
   * role that may not join just any network; the code in it may not. In a key's policy the resource
   * is the key.
   */
  private static final List<String> ONLY_WITH_ANY_RESOURCE = List.of("xray:", "ec2:", "kms:");

  /** A key that its account may not manage is lost for good. */
  private static final String THE_ACCOUNT_ON_A_KEY = "kms:*";

  private static final String BUCKET = "arn:${AWS::Partition}:s3:::${ArchiveBucket}";
  private static final String ENCRYPTION = "kms:%s on EncryptionKeyArn if HasKey";

  @Test
  void letsTheRecorderWriteTheLedgerAndReadItsQueue() {
    assertThat(permissionsOf("RecordArrivals"))
        .containsExactlyInAnyOrder(
            "dynamodb:UpdateItem on LedgerTable.Arn",
            "sqs:ReceiveMessage on ArrivalsQueue.Arn",
            "sqs:DeleteMessage on ArrivalsQueue.Arn",
            "sqs:GetQueueAttributes on ArrivalsQueue.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            "logs:CreateLogStream on RecordArrivalsLogs.Arn",
            "logs:PutLogEvents on RecordArrivalsLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *");
  }

  @Test
  void letsTheCheckerKeepTheLedgerListTheArchiveAndTellPeople() {
    assertThat(permissionsOf("CheckClusters"))
        .containsExactlyInAnyOrder(
            "dynamodb:Query on LedgerTable.Arn",
            "dynamodb:PutItem on LedgerTable.Arn",
            "dynamodb:UpdateItem on LedgerTable.Arn",
            "kms:Decrypt on ArchiveKeyArns if HasArchiveKey",
            "kms:GenerateDataKey on ArchiveKeyArns if EncryptsCanary",
            "sns:Publish on AlertsTopic",
            "sns:GetTopicAttributes on AlertsTopic",
            "sqs:SendMessage on ChecksDeadLetters.Arn",
            "sqs:GetQueueAttributes on ArrivalsQueue.Arn",
            "sqs:GetQueueAttributes on ArrivalsDeadLetters.Arn",
            "sqs:GetQueueAttributes on ChecksDeadLetters.Arn",
            "sqs:GetQueueAttributes on SlackDeadLetters.Arn if PostsToSlack",
            PARAMETER + "${Healthcheck} if HasHealthcheck",
            "ec2:CreateNetworkInterface on * if InVpc",
            "ec2:DescribeNetworkInterfaces on * if InVpc",
            "ec2:DescribeSubnets on * if InVpc",
            "ec2:DeleteNetworkInterface on * if InVpc",
            "ec2:AssignPrivateIpAddresses on * if InVpc",
            "ec2:UnassignPrivateIpAddresses on * if InVpc",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            PARAMETER + "${IcingaCredentials} if PostsToIcinga",
            PARAMETER + "${IcingaCa} if PostsToIcinga",
            "secretsmanager:GetSecretValue on IcingaSecretArn if HasIcingaSecret",
            "kms:Decrypt on SecretsKeyArn if HasSecretsKey",
            "logs:CreateLogStream on CheckClustersLogs.Arn",
            "logs:PutLogEvents on CheckClustersLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *");
  }

  @Test
  void letsTheSweepKeepTheLedgerAndListTheArchive() {
    assertThat(permissionsOf("ReconcileArchive"))
        .containsExactlyInAnyOrder(
            "dynamodb:Query on LedgerTable.Arn",
            "dynamodb:PutItem on LedgerTable.Arn",
            "dynamodb:UpdateItem on LedgerTable.Arn",
            "sqs:SendMessage on ChecksDeadLetters.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            "logs:CreateLogStream on ReconcileArchiveLogs.Arn",
            "logs:PutLogEvents on ReconcileArchiveLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *");
  }

  @Test
  void letsThePosterReadTheWebhooksAddressAndKeepWhatFailed() {
    assertThat(permissionsOf("PostToSlack"))
        .containsExactlyInAnyOrder(
            PARAMETER + "${SlackWebhook}",
            "secretsmanager:GetSecretValue on SlackSecretArn if HasSlackSecret",
            "kms:Decrypt on SecretsKeyArn if HasSecretsKey",
            "sqs:SendMessage on SlackDeadLetters.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            "logs:CreateLogStream on PostToSlackLogs.Arn",
            "logs:PutLogEvents on PostToSlackLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *");
  }

  @Test
  void letsTheConfiguratorReadAndWriteTheNotificationsOfTheBucketsAndNothingElseOfThem() {
    var buckets =
        List.of(
            BUCKET,
            BUCKET.replace("Bucket}", "Bucket2}") + " if HasArchive2",
            BUCKET.replace("Bucket}", "Bucket3}") + " if HasArchive3",
            BUCKET.replace("Bucket}", "Bucket4}") + " if HasArchive4");

    assertThat(permissionsIn("ConfigureBucketsRights", "ConfigureBucketsRole"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("s3:GetBucketNotification on ", "s3:PutBucketNotification on ")
                .flatMap(right -> buckets.stream().map(bucket -> right + bucket))
                .toList());
    assertThat(permissionsOf("ConfigureBuckets"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream on ConfigureBucketsLogs.Arn",
            "logs:PutLogEvents on ConfigureBucketsLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *");
  }

  /** A bucket that is left has to be tidied up before the right to do it goes. */
  @Test
  void keepsTheRightToABucketUntilItWasLeft() {
    var description = properties("ConfigureBucketsRights").at("Description", "Fn::Sub").text();

    assertThat(Intrinsics.placeholdersIn(description))
        .containsExactly("ArchiveBucket", "ArchiveBucket2", "ArchiveBucket3", "ArchiveBucket4");
    assertThat(root().at("Resources", "BucketEvents", "DependsOn").items())
        .extracting(TemplateNode::text)
        .contains("ConfigureBucketsRights", "ArrivalsQueuePolicy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "3", "4"})
  void letsTheCheckerListReadSmallFilesAndPutItsCanaryInEachArchive(String archive) {
    var bucket = "arn:${AWS::Partition}:s3:::${ArchiveBucket" + archive + "}";
    var below = bucket + "/${ArchivePrefix" + archive + "}";

    assertThat(permissionsIn("ReadArchive" + archive, "CheckClustersRole"))
        .containsExactlyInAnyOrder(
            "s3:ListBucket on " + bucket,
            "s3:ListBucketVersions on " + bucket,
            "s3:GetObject on " + below + "*wal_005/*.history*",
            "s3:GetObject on " + below + "*basebackups_005/*_backup_stop_sentinel.json",
            "s3:GetObject on " + below + "*basebackups_005/*/metadata.json",
            "s3:GetObject on " + below + "*basebackups_005/*/extended_version.txt",
            "s3:PutObject on " + below + "${CanaryPrefix}canary if HasCanary");
    assertThat(permissionsIn("ListArchive" + archive, "ReconcileArchiveRole"))
        .containsExactly("s3:ListBucket on " + bucket);
  }

  @Test
  void deniesTheCodeWhatOnlyLambdaMayDoToJoinANetwork() {
    var deny = properties("CheckClustersLeavesNetworkAlone").at("PolicyDocument", "Statement");
    var allowed =
        permissionsOf("CheckClusters").stream()
            .filter(permission -> permission.startsWith("ec2:"))
            .map(permission -> permission.split(" ", 2)[0]);

    assertThat(deny.items()).hasSize(1);
    var statement = deny.items().getFirst();
    assertThat(statement.at("Effect").text()).isEqualTo("Deny");
    assertThat(statement.at("Action").items())
        .extracting(TemplateNode::text)
        .containsExactlyElementsOf(allowed.toList());
    assertThat(target(statement.at("Condition", "ArnEquals", "lambda:SourceFunctionArn")))
        .isEqualTo("CheckClusters");
  }

  @Test
  void letsOnlyTheTopicCallThePoster() {
    var permissions = resources("AWS::Lambda::Permission");

    assertThat(permissions).hasSize(1);
    var permission = properties(permissions.getFirst());
    assertThat(permission.at("Principal").text()).isEqualTo("sns.amazonaws.com");
    assertThat(permission.at("Action").text()).isEqualTo("lambda:InvokeFunction");
    assertThat(target(permission.at("SourceArn"))).isEqualTo("AlertsTopic");
    assertThat(target(permission.at("FunctionName"))).isEqualTo("PostToSlack");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "3", "4"})
  void listsAnArchiveOnlyBelowItsPrefix(String archive) {
    var listing =
        Stream.of("ReadArchive", "ListArchive")
            .flatMap(policy -> Permission.statements(properties(policy + archive)))
            .filter(
                s ->
                    oneOrMore(s.at("Action")).stream()
                        .anyMatch(action -> action.text().startsWith("s3:ListBucket")));

    assertThat(listing)
        .hasSize(2)
        .extracting(s -> s.at("Condition", "StringLike", "s3:prefix", "Fn::Sub").text())
        .containsOnly("${ArchivePrefix" + archive + "}*");
  }

  @Test
  void readsNoObjectThatHoldsWalOrDataOfABackup() {
    var readable = resourcesOf("s3:GetObject");

    assertThat(List.of("pg/main/wal_005/00000002.history.lz4", "wal_005/00000002.history"))
        .allMatch(key -> matches(readable, key));
    assertThat(
            List.of(
                "pg/basebackups_005/base_000000010000000000000004_backup_stop_sentinel.json",
                "pg/basebackups_005/base_000000010000000000000004/metadata.json",
                "pg/basebackups_005/base_000000010000000000000004_00000040/extended_version.txt"))
        .allMatch(key -> matches(readable, key));
    assertThat(
            List.of(
                "pg/wal_005/000000010000000000000004.lzo",
                "pg/wal_005/000000010000000000000004.partial.lz4",
                "pg/basebackups_005/base_000000010000000000000004/files_metadata.json",
                "pg/basebackups_005/base_000000010000000000000004/tar_partitions/part_001.tar.lz4",
                "pg/another.json"))
        .noneMatch(key -> matches(readable, key));
  }

  private static List<String> resourcesOf(String action) {
    return Permission.in(properties("ReadArchive").at("PolicyDocument"))
        .filter(permission -> permission.action().equals(action))
        .map(Permission::resource)
        .toList();
  }

  /** As IAM compares: a star stands for any characters, slashes included. */
  private static boolean matches(List<String> resources, String key) {
    return resources.stream()
        .map(resource -> resource.substring(resource.indexOf("${ArchivePrefix}")))
        .map(resource -> resource.replace("${ArchivePrefix}", ""))
        .map(resource -> Pattern.quote(resource).replace("*", "\\E.*\\Q"))
        .anyMatch(key::matches);
  }

  @Test
  void allowsNoActionAndNoResourceByWildcard() {
    assertThat(documents().flatMap(Permission::in))
        .isNotEmpty()
        .allSatisfy(
            permission -> {
              if (!permission.action().equals(THE_ACCOUNT_ON_A_KEY)) {
                assertThat(permission.action()).doesNotContain("*");
              }
              // what is read is named by the ends of its keys, which the test above is about
              if (ONLY_WITH_ANY_RESOURCE.stream().noneMatch(permission.action()::startsWith)
                  && !permission.action().equals("s3:GetObject")) {
                assertThat(permission.resource()).as(permission.action()).doesNotContain("*");
              }
            });
  }

  private static Stream<TemplateNode> documents() {
    return Stream.of("PolicyDocument", "KeyPolicy")
        .flatMap(name -> all(root().at("Resources"), name).stream());
  }

  @Test
  void namesWhyEachTimeThatAnyResourceIsAllowed() throws IOException {
    var lines = Files.readAllLines(Path.of("../template.yaml"));

    var allowing = lines.stream().filter(line -> line.contains("Resource: \"*\"")).toList();

    // what is denied needs no reason
    assertThat(allowing).filteredOn(line -> !line.contains(" # ")).hasSize(1);
  }

  @Test
  void opensQueuesAndTopicsOnlyToServicesThatSpeakForSomethingOfThisAccount() {
    var opened =
        Stream.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
            .flatMap(type -> resources(type).stream())
            .flatMap(policy -> Permission.statements(properties(policy)))
            .filter(statement -> statement.at("Effect").text().equals("Allow"));

    assertThat(opened)
        .hasSize(7)
        .allSatisfy(
            statement -> {
              assertThat(statement.at("Principal", "Service").text())
                  .isIn(
                      "cloudwatch.amazonaws.com",
                      "events.amazonaws.com",
                      "s3.amazonaws.com",
                      "sns.amazonaws.com");
              assertThat(
                      Stream.of("ArnEquals", "ArnLike")
                          .flatMap(it -> statement.find("Condition", it, "aws:SourceArn").stream()))
                  .hasSize(1);
              // the account of a topic of somebody else's is in its ARN
              var account = statement.at("Condition", "StringEquals", "aws:SourceAccount");
              assertThat(account.find("Ref").map(TemplateNode::text).orElse("EventsTopicArn"))
                  .isIn("AWS::AccountId", "EventsTopicArn");
            });
  }

  @Test
  void refusesWhatComesToAQueueOrTopicWithoutTls() {
    var guarded =
        Stream.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
            .flatMap(type -> resources(type).stream())
            .flatMap(policy -> Permission.statements(properties(policy)))
            .filter(statement -> statement.at("Effect").text().equals("Deny"))
            .filter(s -> s.at("Condition", "Bool", "aws:SecureTransport").text().equals("false"))
            .map(statement -> target(statement.at("Resource")));
    var all =
        Stream.of("AWS::SQS::Queue", "AWS::SNS::Topic")
            .flatMap(type -> resources(type).stream())
            .toList();

    assertThat(guarded).containsExactlyInAnyOrderElementsOf(all);
  }

  private static List<String> permissionsOf(String function) {
    var role = properties(target(properties(function).at("Role")));
    assertThat(role.find("ManagedPolicyArns")).as("policies that AWS may change").isEmpty();
    return words(
        role.at("Policies").items().stream()
            .flatMap(policy -> Permission.in(policy.at("PolicyDocument"))));
  }

  /** Returns what a policy that is a resource of its own allows to one role. */
  private static List<String> permissionsIn(String policy, String role) {
    assertThat(properties(policy).at("Roles").items().stream().map(ProjectTemplate::target))
        .containsExactly(role);
    return words(Permission.in(properties(policy).at("PolicyDocument")));
  }

  private static List<String> words(Stream<Permission> permissions) {
    return permissions.map(Permission::toString).toList();
  }
}
