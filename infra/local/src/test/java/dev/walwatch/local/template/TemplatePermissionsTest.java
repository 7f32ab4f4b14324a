package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.oneOrMore;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may do what, in words that can be read: a permission more is a line more here. */
class TemplatePermissionsTest {
  private static final String PARAMETER =
      "ssm:GetParameter on arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter";

  /** Clusters may lie anywhere below the prefix. */
  private static final String SMALL_FILE =
      "s3:GetObject on arn:${AWS::Partition}:s3:::${ArchiveBucket}/${ArchivePrefix}*";

  /** X-Ray takes traces from whoever may send any: there is no resource to name. */
  private static final String ONLY_WITH_ANY_RESOURCE = "xray:";

  @Test
  void letsTheRecorderWriteTheLedgerAndReadItsQueue() {
    assertThat(permissionsOf("RecordArrivals"))
        .containsExactlyInAnyOrder(
            "dynamodb:UpdateItem on LedgerTable.Arn",
            "sqs:ReceiveMessage on ArrivalsQueue.Arn",
            "sqs:DeleteMessage on ArrivalsQueue.Arn",
            "sqs:GetQueueAttributes on ArrivalsQueue.Arn",
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
            "dynamodb:DeleteItem on LedgerTable.Arn",
            "s3:ListBucket on arn:${AWS::Partition}:s3:::${ArchiveBucket}",
            "s3:ListBucketVersions on arn:${AWS::Partition}:s3:::${ArchiveBucket}",
            SMALL_FILE + "wal_005/*.history*",
            SMALL_FILE + "basebackups_005/*_backup_stop_sentinel.json",
            SMALL_FILE + "basebackups_005/*/metadata.json",
            SMALL_FILE + "basebackups_005/*/extended_version.txt",
            "kms:Decrypt on ArchiveKeyArn if HasArchiveKey",
            "sns:Publish on AlertsTopic",
            "sns:GetTopicAttributes on AlertsTopic",
            "sqs:SendMessage on ChecksDeadLetters.Arn",
            "sqs:GetQueueAttributes on ArrivalsQueue.Arn",
            "sqs:GetQueueAttributes on ArrivalsDeadLetters.Arn",
            "sqs:GetQueueAttributes on ChecksDeadLetters.Arn",
            "sqs:GetQueueAttributes on SlackDeadLetters.Arn if PostsToSlack",
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
            "s3:ListBucket on arn:${AWS::Partition}:s3:::${ArchiveBucket}",
            "sqs:SendMessage on ChecksDeadLetters.Arn",
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
            "logs:CreateLogStream on PostToSlackLogs.Arn",
            "logs:PutLogEvents on PostToSlackLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *");
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

  @Test
  void listsTheArchiveOnlyBelowThePrefix() {
    var listing =
        statements(root())
            .filter(
                s ->
                    oneOrMore(s.at("Action")).stream()
                        .anyMatch(action -> action.text().startsWith("s3:ListBucket")));

    assertThat(listing)
        .hasSize(2)
        .extracting(s -> s.at("Condition", "StringLike", "s3:prefix", "Fn::Sub").text())
        .containsOnly("${ArchivePrefix}*");
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
    return allowed(root()).stream()
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
    assertThat(allowed(root()))
        .isNotEmpty()
        .allSatisfy(
            permission -> {
              assertThat(permission.action()).doesNotContain("*");
              // what is read is named by the ends of its keys, which the test above is about
              if (!permission.action().startsWith(ONLY_WITH_ANY_RESOURCE)
                  && !permission.action().equals("s3:GetObject")) {
                assertThat(permission.resource()).as(permission.action()).doesNotContain("*");
              }
            });
  }

  @Test
  void opensQueuesOnlyToServicesThatSpeakForTheRuleTheBucketOrTheTopic() {
    var opened =
        resources("AWS::SQS::QueuePolicy").stream()
            .flatMap(policy -> statements(properties(policy)))
            .filter(statement -> statement.at("Effect").text().equals("Allow"));

    assertThat(opened)
        .hasSize(4)
        .allSatisfy(
            statement -> {
              assertThat(statement.at("Principal", "Service").text())
                  .isIn("events.amazonaws.com", "s3.amazonaws.com", "sns.amazonaws.com");
              assertThat(statement.find("Condition", "ArnEquals", "aws:SourceArn")).isPresent();
              assertThat(
                      statement.at("Condition", "StringEquals", "aws:SourceAccount", "Ref").text())
                  .isEqualTo("AWS::AccountId");
            });
  }

  @Test
  void refusesWhatComesToAQueueOrTopicWithoutTls() {
    var guarded =
        Stream.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
            .flatMap(type -> resources(type).stream())
            .flatMap(policy -> statements(properties(policy)))
            .filter(statement -> statement.at("Effect").text().equals("Deny"))
            .filter(s -> s.at("Condition", "Bool", "aws:SecureTransport").text().equals("false"))
            .map(statement -> target(statement.at("Resource")));
    var all =
        Stream.of("AWS::SQS::Queue", "AWS::SNS::Topic")
            .flatMap(type -> resources(type).stream())
            .toList();

    assertThat(guarded).containsExactlyInAnyOrderElementsOf(all);
  }

  private record Permission(String action, String resource) {}

  private static List<String> permissionsOf(String function) {
    assertThat(TEMPLATE.functions(ProjectTemplate.VALUES))
        .extracting(FunctionTemplate::name)
        .contains(function);
    var role = properties(target(properties(function).at("Role")));
    assertThat(role.find("ManagedPolicyArns")).as("policies that AWS may change").isEmpty();

    var permissions = new ArrayList<String>();
    for (var policy : role.at("Policies").items()) {
      for (var entry : policy.at("PolicyDocument", "Statement").items()) {
        var choice = entry.find("Fn::If").map(TemplateNode::items);
        var suffix = choice.map(parts -> " if " + parts.getFirst().text()).orElse("");
        allowed(choice.map(parts -> parts.get(1)).orElse(entry)).stream()
            .map(permission -> permission.action() + " on " + permission.resource() + suffix)
            .forEach(permissions::add);
      }
    }
    return permissions;
  }

  /** Returns what the statements at and below a node allow to whom has the policy. */
  private static List<Permission> allowed(TemplateNode node) {
    return statements(node)
        .filter(statement -> statement.at("Effect").text().equals("Allow"))
        .filter(statement -> statement.find("Resource").isPresent())
        .flatMap(
            statement ->
                oneOrMore(statement.at("Action")).stream()
                    .flatMap(
                        action ->
                            oneOrMore(statement.at("Resource")).stream()
                                .map(resource -> new Permission(action.text(), words(resource)))))
        .toList();
  }

  private static Stream<TemplateNode> statements(TemplateNode node) {
    var found = new ArrayList<TemplateNode>();
    ProjectTemplate.visit(
        node,
        n -> {
          if (n instanceof TemplateNode.Fields && n.find("Effect").isPresent()) {
            found.add(n);
          }
        });
    return found.stream();
  }

  private static String words(TemplateNode resource) {
    if (resource instanceof TemplateNode.Text(_, var text)) {
      return text;
    }
    return Stream.of("Ref", "Fn::GetAtt", "Fn::Sub")
        .flatMap(function -> all(resource, function).stream())
        .map(Intrinsics::attributeOf)
        .findFirst()
        .orElseThrow();
  }
}
