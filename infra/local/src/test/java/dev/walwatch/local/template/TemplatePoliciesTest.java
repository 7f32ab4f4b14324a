package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.oneOrMore;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That policies are narrow, and open nothing to strangers. */
class TemplatePoliciesTest {
  private static final String X_RAY =
      "X-Ray takes traces of anything: there is no resource to name";
  private static final String KEY = "in a key's policy the resource is the key";

  /** Who may do something to any resource, and why it cannot be said more narrowly. */
  private static final Map<String, String> ANY_RESOURCE =
      Map.of(
          "ConfigureBucketsRole may xray:", X_RAY,
          "RecordArrivalsRole may xray:", X_RAY,
          "CheckClustersRole may xray:", X_RAY,
          "ReconcileArchiveRole may xray:", X_RAY,
          "PostToSlackRole may xray:", X_RAY,
          "CheckClustersRole may ec2:",
              "Lambda refuses a role that may not join just any network; the code in it may not",
          "AlarmsKey may kms:", KEY);

  /** A key that its account may not manage is lost for good. */
  private static final String THE_ACCOUNT_ON_A_KEY = "kms:*";

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
                assertThat(permission.action()).doesNotContain("*", "?");
              }
              // what is read is named by the ends of its keys, which the test above is about, and
              // who may do something to any resource by the test below
              if (!permission.action().equals("s3:GetObject")
                  && !permission.resource().equals("*")) {
                assertThat(permission.resource()).as(permission.action()).doesNotContain("*", "?");
              }
            });
    assertThat(
            Stream.of("NotAction", "NotResource", "NotPrincipal")
                .flatMap(name -> all(root().at("Resources"), name).stream()))
        .as("which allow all but something")
        .isEmpty();
  }

  private static Stream<TemplateNode> documents() {
    return Stream.of("PolicyDocument", "KeyPolicy")
        .flatMap(name -> all(root().at("Resources"), name).stream());
  }

  @Test
  void knowsWhyEachTimeThatAnyResourceIsAllowed() {
    var allowed =
        root().at("Resources").fields().keySet().stream()
            .flatMap(
                resource ->
                    Stream.of("PolicyDocument", "KeyPolicy")
                        .flatMap(name -> all(properties(resource), name).stream())
                        .flatMap(Permission::in)
                        .filter(permission -> permission.resource().equals("*"))
                        .map(it -> resource + " may " + it.action().replaceFirst(":.*", ":")))
            .distinct();

    assertThat(allowed).containsExactlyInAnyOrderElementsOf(ANY_RESOURCE.keySet());
  }

  @Test
  void allowsTheUseOfAKeyOnlyByNameAndThroughAServiceButInTheKeysOwnPolicy() {
    assertThat(all(root().at("Resources"), "PolicyDocument").stream().flatMap(Permission::in))
        .filteredOn(permission -> permission.action().startsWith("kms:"))
        .isNotEmpty()
        .allSatisfy(
            permission -> {
              assertThat(permission.resource())
                  .isIn("ArchiveKeyArns", "EncryptionKeyArn", "SecretsKeyArn");
              assertThat(permission.statement().find("Condition", "StringEquals", "kms:ViaService"))
                  .as(permission.statement().path())
                  .isPresent();
            });
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
}
