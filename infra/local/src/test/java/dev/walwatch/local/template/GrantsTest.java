package dev.walwatch.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.local.rights.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a template which allows too much or too little is found. */
class GrantsTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Bucket: { Type: String, Default: backups }
        Prefix: { Type: String, Default: main/ }
        Extra: { Type: String, Default: "" }
      Conditions:
        HasExtra: !Not [!Equals [!Ref Extra, ""]]
      Resources:
        Look:
          Type: AWS::Serverless::Function
          Properties:
            Role: !GetAtt LookRole.Arn
        LookRole:
          Type: AWS::IAM::Role
          Properties:
            Policies:
              - PolicyName: look
                PolicyDocument:
                  Statement:
                    - Effect: Allow
                      Action: [dynamodb:Query, dynamodb:UpdateItem]
                      Resource: !GetAtt Table.Arn
                    - Effect: Allow
                      Action: s3:GetObject
                      Resource: !Sub "arn:aws:s3:::${Bucket}/${Prefix}*wal_005/*.history*"
                    - !If
                      - HasExtra
                      - Effect: Allow
                        Action: ssm:GetParameter
                        Resource: !Sub "arn:aws:ssm:::parameter${Extra}"
                      - !Ref AWS::NoValue
        ListArchive:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref LookRole]
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Action: s3:ListBucket
                  Resource: !Sub "arn:aws:s3:::${Bucket}"
                  Condition:
                    StringLike: { s3:prefix: !Sub "${Prefix}*" }
      """;

  private static final String TABLE = "arn:aws:dynamodb:::table/ledger";
  private static final Access QUERY = access("dynamodb:Query", TABLE);
  private static final Access UPDATE = access("dynamodb:UpdateItem", TABLE);
  private static final Access LIST = listing("main/wal_005/");
  private static final Access READ =
      access("s3:GetObject", "arn:aws:s3:::backups/main/wal_005/00000002.history.lz4");
  private static final Excuse NO_EXTRA =
      new Excuse("Look", "ssm:GetParameter", "*${Extra}", "another reads it");

  @TempDir private Path folder;

  @Test
  void findsNoFaultWhereExactlyWhatIsNeededIsAllowed() throws IOException {
    assertThat(faults(List.of(QUERY, UPDATE, LIST, READ), List.of(NO_EXTRA))).isEmpty();
  }

  @Test
  void saysWhatIsAllowedAndNotNeeded() throws IOException {
    assertThat(faults(List.of(QUERY, LIST, READ), List.of(NO_EXTRA)))
        .containsExactly("Look may too much: no call needs dynamodb:UpdateItem on Table.Arn");
  }

  @Test
  void saysWhatIsNeededAndNotAllowed() throws IOException {
    var delete = access("dynamodb:DeleteItem", TABLE);

    assertThat(faults(List.of(QUERY, UPDATE, LIST, READ, delete), List.of(NO_EXTRA)))
        .containsExactly(
            "Look may too little: it needs dynamodb:DeleteItem on arn:aws:dynamodb:::table/ledger");
  }

  @Test
  void takesAnActionOnAnotherResourceForOneThatIsNotAllowed() throws IOException {
    var other = access("dynamodb:Query", TABLE + "-2");
    var data = access("s3:GetObject", "arn:aws:s3:::backups/main/wal_005/0000000100000000.lz4");

    assertThat(faults(List.of(QUERY, UPDATE, LIST, READ, other, data), List.of(NO_EXTRA)))
        .containsExactly(
            "Look may too little: it needs dynamodb:Query on arn:aws:dynamodb:::table/ledger-2",
            "Look may too little: it needs s3:GetObject on"
                + " arn:aws:s3:::backups/main/wal_005/0000000100000000.lz4");
  }

  @Test
  void allowsAListingOnlyBelowThePrefix() throws IOException {
    var outside = listing("other/wal_005/");
    var whole = access("s3:ListBucket", "arn:aws:s3:::backups");

    assertThat(faults(List.of(QUERY, UPDATE, READ, outside, whole), List.of(NO_EXTRA)))
        .containsExactly(
            "Look may too little: it needs s3:ListBucket on arn:aws:s3:::backups"
                + " with {s3:prefix=other/wal_005/}",
            "Look may too little: it needs s3:ListBucket on arn:aws:s3:::backups",
            "Look may too much: no call needs s3:ListBucket on arn:aws:s3:::${Bucket}");
  }

  @Test
  void givesNothingToAnotherFunction() throws IOException {
    var stranger = new Access("Stranger", "dynamodb:Query", TABLE, Map.of());

    assertThat(faults(List.of(QUERY, UPDATE, LIST, READ, stranger), List.of(NO_EXTRA)))
        .containsExactly("Stranger may too little: it needs dynamodb:Query on " + TABLE);
  }

  @Test
  void wantsWhatIsAllowedUnderAConditionToBeNeededUnderItOrToBeExcused() throws IOException {
    var needed = List.of(QUERY, UPDATE, LIST, READ);
    var parameter = access("ssm:GetParameter", "arn:aws:ssm:::parameter/extra");
    var extra = Map.of("Extra", "/extra");

    assertThat(faults(needed, List.of()))
        .containsExactly(
            "Look may too much: no call needs ssm:GetParameter on"
                + " arn:aws:ssm:::parameter${Extra} if HasExtra, which the deployment here has not");
    assertThat(grants(extra).faults(List.of(QUERY, UPDATE, LIST, READ, parameter), List.of()))
        .isEmpty();
  }

  @Test
  void refusesAnExcuseForWhatIsNeededAndOneForWhatNobodyMay() throws IOException {
    var needless = new Excuse("Look", "dynamodb:Query", "*", "the service asks");
    var empty = new Excuse("*", "xray:*", "*", "Lambda traces");

    assertThat(faults(List.of(QUERY, UPDATE, LIST, READ), List.of(NO_EXTRA, needless, empty)))
        .containsExactly(
            "Look needs dynamodb:Query on Table.Arn itself: drop the excuse"
                + " \"Look may dynamodb:Query on *: the service asks\"",
            "\"* may xray:* on *: Lambda traces\" excuses nothing: drop it");
  }

  @Test
  void matchesAsIamDoes() {
    assertThat(Grant.isLike("arn:aws:s3:::b/*/x.json", "arn:aws:s3:::b/a/b/x.json")).isTrue();
    assertThat(Grant.isLike("a?c", "abc")).isTrue();
    assertThat(Grant.isLike("a?c", "ac")).isFalse();
    assertThat(Grant.isLike("a.c", "abc")).isFalse();
    assertThat(Grant.isLike("a\\Eb", "a\\Eb")).isTrue();
  }

  @Test
  void refusesAConditionThatItDoesNotUnderstand() throws IOException {
    var grants = grants(Map.of(), TEMPLATE.replace("StringLike", "StringNotLike"));

    assertThatThrownBy(() -> grants.faults(List.of(LIST), List.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("StringNotLike");
  }

  private List<String> faults(List<Access> needed, List<Excuse> excuses) throws IOException {
    return grants(Map.of()).faults(needed, excuses);
  }

  private Grants grants(Map<String, String> parameters) throws IOException {
    return grants(parameters, TEMPLATE);
  }

  private Grants grants(Map<String, String> parameters, String text) throws IOException {
    var file = folder.resolve("template.yaml");
    Files.writeString(file, text);
    var values = new HashMap<>(parameters);
    values.put("Table.Arn", TABLE);
    return Grants.read(file, values);
  }

  private static Access listing(String prefix) {
    return new Access("Look", "s3:ListBucket", "arn:aws:s3:::backups", Map.of("s3:prefix", prefix));
  }

  private static Access access(String action, String resource) {
    return new Access("Look", action, resource, Map.of());
  }
}
