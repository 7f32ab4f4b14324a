package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which texts a parameter takes, and which it refuses before anything is made. */
class TemplateParametersTest {

  /** Parameters that take the same, some texts that they take, and some that they must not. */
  record Kind(List<String> parameters, List<String> legal, List<String> illegal) {}

  private static final String KEY = "key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final List<String> BUCKETS =
      List.of("abc", "a-bucket", "backups.example.org", "1".repeat(63));
  private static final List<String> NO_BUCKETS =
      List.of(
          "ab",
          "1".repeat(64),
          "A-Bucket",
          "a_bucket",
          "-bucket",
          "bucket-",
          "s3://a-bucket",
          "a-bucket/production/",
          "arn:aws:s3:::a-bucket",
          "bucket,another");
  private static final List<String> KEYS =
      List.of(
          "",
          "arn:aws:kms:eu-central-1:111122223333:" + KEY,
          "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
          "arn:aws-cn:kms:cn-north-1:111122223333:" + KEY,
          "arn:aws-us-gov:kms:us-gov-west-1:111122223333:" + KEY);
  private static final List<String> NO_KEYS =
      List.of(
          "alias/backups",
          "arn:aws:kms:eu-central-1:111122223333:alias/backups",
          "arn:aws:kms:eu-central-1::" + KEY,
          "arn:aws:kms:eu-central-1:*:" + KEY,
          "arn:aws:kms:eu-central-1:111122223333:key/*",
          "arn:aws:s3:eu-central-1:111122223333:" + KEY,
          KEY);
  private static final String TWO_KEYS = KEYS.get(1) + "," + KEYS.get(3);

  private static final List<Kind> KINDS =
      List.of(
          new Kind(List.of("ArchiveBucket"), BUCKETS, and(NO_BUCKETS, "")),
          new Kind(
              List.of("ArchiveBucket2", "ArchiveBucket3", "ArchiveBucket4"),
              and(BUCKETS, ""),
              NO_BUCKETS),
          new Kind(
              List.of(
                  "ArchivePrefix",
                  "ArchivePrefix2",
                  "ArchivePrefix3",
                  "ArchivePrefix4",
                  "CanaryPrefix"),
              List.of("", "production/", "a/b-c/d_e/", "2026/", "(old)/", "env=prod/", "a+b/"),
              List.of(
                  "/", "/production/", "production", "a b/", "a*/", "${a}/", "a?/", "a,b/", "ä/")),
          new Kind(List.of("ArchiveKeyArns"), and(KEYS, TWO_KEYS), and(NO_KEYS, TWO_KEYS + ",x")),
          new Kind(List.of("EncryptionKeyArn", "SecretsKeyArn"), KEYS, and(NO_KEYS, TWO_KEYS)),
          new Kind(
              List.of("EventsTopicArn"),
              List.of(
                  "",
                  "arn:aws:sns:eu-central-1:111122223333:backups",
                  "arn:aws-cn:sns:cn-north-1:111122223333:backup_events",
                  "arn:aws-us-gov:sns:us-gov-west-1:111122223333:backups"),
              List.of(
                  "backups",
                  "arn:aws:sns:eu-central-1:111122223333:backups.fifo",
                  "arn:aws:sns:eu-central-1:111122223333:*",
                  "arn:aws:sqs:eu-central-1:111122223333:backups",
                  // a subscription of a topic
                  "arn:aws:sns:eu-central-1:111122223333:backups:1234abcd")),
          new Kind(
              List.of("IcingaSecretArn", "SlackSecretArn"),
              List.of(
                  "",
                  "arn:aws:secretsmanager:eu-central-1:111122223333:secret:walwatch/icinga-a1b2c3",
                  "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:icinga-a1b2c3",
                  "arn:aws-us-gov:secretsmanager:us-gov-east-1:111122223333:secret:icinga-a1b2c3"),
              List.of(
                  "walwatch/icinga",
                  "arn:aws:secretsmanager:eu-central-1:111122223333:secret:*",
                  "arn:aws:secretsmanager:eu-central-1:111122223333:walwatch",
                  "arn:aws:ssm:eu-central-1:111122223333:parameter/walwatch")),
          new Kind(
              List.of("PermissionsBoundaryArn"),
              List.of(
                  "",
                  "arn:aws:iam::111122223333:policy/boundary",
                  "arn:aws:iam::aws:policy/PowerUserAccess",
                  "arn:aws-cn:iam::111122223333:policy/teams/boundary",
                  "arn:aws-us-gov:iam::111122223333:policy/boundary"),
              List.of(
                  "boundary",
                  "arn:aws:iam::111122223333:role/boundary",
                  "arn:aws:iam::*:policy/boundary",
                  "arn:aws:iam::111122223333:policy/*")),
          new Kind(
              List.of("VpcSubnetIds"),
              List.of("", "subnet-0a1b2c3d", "subnet-0a1b2c3d,subnet-0123456789abcdef0"),
              List.of(
                  "subnet-0a1b2c3", "subnet-0A1B2C3D", "sg-0a1b2c3d", "subnet-0a1b2c3d;subnet-1")),
          new Kind(
              List.of("VpcSecurityGroupIds"),
              List.of("", "sg-0a1b2c3d", "sg-0a1b2c3d, sg-0123456789abcdef0"),
              List.of("sg-0a1b2c3", "subnet-0a1b2c3d", "default")),
          new Kind(
              List.of(
                  "ReconcileIncremental",
                  "ReconcileWhole",
                  "CanaryInterval",
                  "BackupWarning",
                  "BackupCritical",
                  "BackupUnfinished",
                  "WalGrace",
                  "WalWarning",
                  "WalCritical"),
              List.of("30s", "15m", "28h", "1d", "100000s"),
              List.of(
                  "",
                  "0h",
                  "01h",
                  "-1h",
                  "1",
                  "h",
                  "1w",
                  "1h30m",
                  "1.5h",
                  "1 h",
                  "1H",
                  "1000000s",
                  "never")),
          new Kind(
              List.of("AlertRemind"), List.of("never", "4h", "7d"), List.of("", "0h", "no", "1")),
          new Kind(
              List.of("NotificationEmail", "AlarmEmail"),
              List.of("", "dba@example.org", "dba+backups@mail.example.org"),
              List.of("dba", "dba@example", "dba@@example.org", "d ba@example.org", "a@b@c.org")),
          new Kind(
              List.of("IcingaUrl"),
              List.of(
                  "",
                  "https://icinga.example.org:5665",
                  "https://10.1.2.3:5665",
                  "https://master1:5665,https://master2"),
              List.of(
                  "http://icinga:5665",
                  "icinga:5665",
                  "https://",
                  "https://icinga:5665/",
                  "https://icinga:5665/v1",
                  "https://user:secret@icinga:5665",
                  "https://icinga:566500",
                  "https://a,",
                  "https://a, https://b")),
          new Kind(
              List.of("IcingaNodeName"),
              List.of("", "master", "master1.example.org,,master_3"),
              List.of("a, b", "a;b", "a/b", "a\nb")),
          new Kind(
              List.of("Healthcheck"),
              List.of("", "/walwatch/ping"),
              List.of("walwatch/ping", "/", "/aws/reference/secretsmanager/walwatch-ping")),
          new Kind(
              List.of("IcingaCredentials", "IcingaCa", "SlackWebhook"),
              List.of("", "/walwatch/icinga", "/aws/reference/secretsmanager/walwatch-slack"),
              List.of(
                  "walwatch/icinga",
                  "/",
                  "/walwatch/*",
                  "/walwatch icinga",
                  "/walwatch:2",
                  "https://hc-ping.com/a",
                  "{\"user\": \"a\"}")),
          new Kind(
              List.of("IcingaWatcherHost", "IcingaWatcherService"),
              List.of("walwatch", "w", "WAL of all servers"),
              List.of("", " walwatch", "walwatch ", "a!b", "!", "a\nb")),
          new Kind(
              List.of("IcingaBackupService", "IcingaWalService"),
              List.of("PostgreSQL WAL-E archiving to S3", "wal"),
              List.of("", " wal", "wal ", "a!b", "a\tb", "a\nb")),
          new Kind(
              List.of("RunbookUrl"),
              List.of("", "https://wiki.example.org/runbooks/", "http://wiki/"),
              List.of(
                  "wiki.example.org/",
                  "https://wiki.example.org/runbooks",
                  "ftp://wiki/",
                  "https://wiki/?page=/",
                  "https://wiki/#/",
                  "https://wi ki/")),
          new Kind(
              List.of("LogLink"),
              List.of("", "https://logs.example.org/?q=host:{host}&from={from}&to={to}"),
              List.of("logs.example.org", "javascript:alert(1)", "https://logs/?q=a b")),
          new Kind(
              List.of("EndpointUrl"),
              List.of("", "http://127.0.0.1:4566", "https://emulator"),
              List.of("127.0.0.1:4566", "http://emulator/", "http://user@emulator")));

  private static Stream<Arguments> texts() {
    return KINDS.stream()
        .flatMap(kind -> kind.parameters().stream().map(it -> arguments(it, kind)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void takesWhatIsLegalAndRefusesTheRest(String name, Kind kind) {
    var parameter = parameter(name);

    assertThat(kind.legal()).allMatch(text -> ParameterCheck.accepts(parameter, text));
    assertThat(kind.illegal()).noneMatch(text -> ParameterCheck.accepts(parameter, text));
  }

  @Test
  void hasARowAboveForEveryPattern() {
    assertThat(KINDS.stream().flatMap(kind -> kind.parameters().stream()))
        .containsExactlyInAnyOrderElementsOf(
            root().at("Parameters").fields().entrySet().stream()
                .filter(parameter -> parameter.getValue().find("AllowedPattern").isPresent())
                .map(parameter -> parameter.getKey())
                .toList());
  }

  /** The parts of a pattern are anchored each, so that it means the same to whoever searches. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void refusesWhatOnlyHoldsSomethingLegal(String name, Kind kind) {
    var pattern = Pattern.compile(parameter(name).at("AllowedPattern").text());

    assertThat(kind.legal())
        .noneMatch(text -> pattern.matcher("! " + text).find())
        .noneMatch(text -> pattern.matcher(text + " !").find());
  }

  private static TemplateNode parameter(String name) {
    return root().at("Parameters", name);
  }

  private static List<String> and(List<String> texts, String another) {
    return Stream.concat(texts.stream(), Stream.of(another)).toList();
  }
}
