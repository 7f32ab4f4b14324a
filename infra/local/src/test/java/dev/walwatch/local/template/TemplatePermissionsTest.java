package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, in words that can be read: a permission more is a line more here. */
class TemplatePermissionsTest {
  private static final String PARAMETER =
      "ssm:GetParameter on arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter";
  private static final String ENCRYPTION = "kms:%s on EncryptionKeyArn if HasKey";
  private static final List<String> ARCHIVES = List.of("", "2", "3", "4");

  /**
   * What each role is allowed, and what each policy that is a resource of its own allows to one.
   */
  private static Map<String, List<String>> lists() {
    var lists = new LinkedHashMap<String, List<String>>();
    lists.put(
        "RecordArrivalsRole",
        List.of(
            "dynamodb:UpdateItem on LedgerTable.Arn",
            "sqs:ReceiveMessage on ArrivalsQueue.Arn",
            "sqs:DeleteMessage on ArrivalsQueue.Arn",
            "sqs:GetQueueAttributes on ArrivalsQueue.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            "logs:CreateLogStream on RecordArrivalsLogs.Arn",
            "logs:PutLogEvents on RecordArrivalsLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *"));
    lists.put(
        "CheckClustersRole",
        List.of(
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
            "xray:PutTelemetryRecords on *"));
    lists.put(
        "ReconcileArchiveRole",
        List.of(
            "dynamodb:Query on LedgerTable.Arn",
            "dynamodb:PutItem on LedgerTable.Arn",
            "dynamodb:UpdateItem on LedgerTable.Arn",
            "sqs:SendMessage on ChecksDeadLetters.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            "logs:CreateLogStream on ReconcileArchiveLogs.Arn",
            "logs:PutLogEvents on ReconcileArchiveLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *"));
    lists.put(
        "PostToSlackRole",
        List.of(
            PARAMETER + "${SlackWebhook}",
            "secretsmanager:GetSecretValue on SlackSecretArn if HasSlackSecret",
            "kms:Decrypt on SecretsKeyArn if HasSecretsKey",
            "sqs:SendMessage on SlackDeadLetters.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey"),
            "logs:CreateLogStream on PostToSlackLogs.Arn",
            "logs:PutLogEvents on PostToSlackLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *"));
    lists.put(
        "ConfigureBucketsRole",
        List.of(
            "logs:CreateLogStream on ConfigureBucketsLogs.Arn",
            "logs:PutLogEvents on ConfigureBucketsLogs.Arn",
            "xray:PutTraceSegments on *",
            "xray:PutTelemetryRecords on *"));
    lists.put(
        "ScheduleRole",
        List.of(
            "lambda:InvokeFunction on CheckClusters.Arn",
            "lambda:InvokeFunction on ReconcileArchive.Arn",
            "sqs:SendMessage on ChecksDeadLetters.Arn",
            ENCRYPTION.formatted("Decrypt"),
            ENCRYPTION.formatted("GenerateDataKey")));
    lists.put(
        "ConfigureBucketsRights for ConfigureBucketsRole",
        Stream.of("s3:GetBucketNotification on ", "s3:PutBucketNotification on ")
            .flatMap(right -> ARCHIVES.stream().map(archive -> right + bucket(archive)))
            .toList());
    // it only takes away
    lists.put("CheckClustersLeavesNetworkAlone for CheckClustersRole", List.of());
    for (var archive : ARCHIVES) {
      var bucket = "arn:${AWS::Partition}:s3:::${ArchiveBucket" + archive + "}";
      var below = bucket + "/${ArchivePrefix" + archive + "}";
      lists.put(
          "ReadArchive" + archive + " for CheckClustersRole",
          List.of(
              "s3:ListBucket on " + bucket,
              "s3:ListBucketVersions on " + bucket,
              "s3:GetObject on " + below + "*wal_005/*.history*",
              "s3:GetObject on " + below + "*basebackups_005/*_backup_stop_sentinel.json",
              "s3:GetObject on " + below + "*basebackups_005/*/metadata.json",
              "s3:GetObject on " + below + "*basebackups_005/*/extended_version.txt"));
      lists.put(
          "PutCanary" + archive + " for CheckClustersRole",
          List.of("s3:PutObject on " + below + "${CanaryPrefix}canary"));
      lists.put(
          "ListArchive" + archive + " for ReconcileArchiveRole",
          List.of("s3:ListBucket on " + bucket));
    }
    return lists;
  }

  private static String bucket(String archive) {
    var there = archive.isEmpty() ? "" : " if HasArchive" + archive;
    return "arn:${AWS::Partition}:s3:::${ArchiveBucket" + archive + "}" + there;
  }

  private static Stream<Arguments> listed() {
    return lists().entrySet().stream().map(it -> arguments(it.getKey(), it.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("listed")
  void allowsExactlyThis(String policy, List<String> permissions) {
    assertThat(permissionsIn(policy.replaceFirst(" for .*", "")))
        .containsExactlyInAnyOrderElementsOf(permissions);
  }

  @Test
  void hasAListOfEveryRoleAndOfEveryPolicy() {
    var roles = resources("AWS::IAM::Role").stream();
    var policies =
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
            .flatMap(type -> resources(type).stream())
            .map(policy -> policy + " for " + rolesOf(policy));

    assertThat(Stream.concat(roles, policies))
        .containsExactlyInAnyOrderElementsOf(lists().keySet());
    assertThat(
            root().at("Resources").fields().keySet().stream()
                .map(ProjectTemplate::typeOf)
                .filter(type -> type.startsWith("AWS::IAM::")))
        .containsOnly("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy");
  }

  @Test
  void givesEveryFunctionARoleOfItsOwnAndTheSchedulesTheirs() {
    assertThat(resources("AWS::Serverless::Function"))
        .isNotEmpty()
        .allSatisfy(
            function -> {
              assertThat(target(properties(function).at("Role"))).isEqualTo(function + "Role");
              // which SAM would add to a role
              assertThat(properties(function).find("Policies")).isEmpty();
            });
    assertThat(all(root().at("Resources"), "RoleArn"))
        .hasSize(2)
        .extracting(ProjectTemplate::target)
        .containsOnly("ScheduleRole");
  }

  @Test
  void letsOnlyTheServiceThatRunsSomethingTakeItsRole() {
    assertThat(resources("AWS::IAM::Role"))
        .allSatisfy(
            role -> {
              var trust = properties(role).at("AssumeRolePolicyDocument", "Statement").items();
              assertThat(trust).hasSize(1);
              assertThat(trust.getFirst().at("Action").text()).isEqualTo("sts:AssumeRole");
              assertThat(trust.getFirst().at("Principal").fields()).containsOnlyKeys("Service");
              assertThat(trust.getFirst().at("Principal", "Service").text())
                  .isEqualTo(
                      role.equals("ScheduleRole")
                          ? "scheduler.amazonaws.com"
                          : "lambda.amazonaws.com");
            });
    // others could let the scheduler speak for them
    assertThat(
            properties("ScheduleRole")
                .at("AssumeRolePolicyDocument", "Statement")
                .items()
                .getFirst()
                .at("Condition", "StringEquals", "aws:SourceAccount", "Ref")
                .text())
        .isEqualTo("AWS::AccountId");
  }

  @Test
  void deniesTheCodeWhatOnlyLambdaMayDoToJoinANetwork() {
    var deny = properties("CheckClustersLeavesNetworkAlone").at("PolicyDocument", "Statement");
    var allowed =
        permissionsIn("CheckClustersRole").stream()
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

  /** Returns what a role allows by itself, or a policy. */
  private static List<String> permissionsIn(String resource) {
    var properties = properties(resource);
    assertThat(properties.find("ManagedPolicyArns")).as("policies that AWS may change").isEmpty();
    return Stream.concat(
            properties.find("PolicyDocument").stream(),
            properties.find("Policies").stream()
                .flatMap(policies -> policies.items().stream())
                .map(policy -> policy.at("PolicyDocument")))
        .flatMap(Permission::in)
        .map(Permission::toString)
        .toList();
  }

  private static String rolesOf(String policy) {
    return properties(policy).at("Roles").items().stream()
        .map(ProjectTemplate::target)
        .collect(Collectors.joining(", "));
  }
}
