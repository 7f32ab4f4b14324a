package dev.walwatch.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That parameters are refused as CloudFormation would, on a template of a few lines. */
class ParameterCheckTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Bucket:
          Type: String
          AllowedPattern: ^[a-z]+$
          ConstraintDescription: must be a bucket
        Subnets:
          Type: CommaDelimitedList
          Default: ""
          AllowedPattern: ^$|^subnet-[0-9]+$
          ConstraintDescription: must be subnets
        Groups: { Type: CommaDelimitedList, Default: "" }
        Days:
          Type: Number
          Default: 7
          MinValue: 2
          MaxValue: 30
          ConstraintDescription: must be from 2 to 30
        Size:
          Type: String
          Default: small
          AllowedValues: [small, large]
          ConstraintDescription: must be small or large
      Rules:
        SubnetsHaveGroups:
          RuleCondition: !Not [!Contains [!Ref Subnets, ""]]
          Assertions:
            - Assert: !Not [!Contains [!Ref Groups, ""]]
              AssertDescription: Subnets are given, so Groups must be, too
        SmallIsEnough:
          Assertions:
            - Assert: !Contains [[small, medium], !Ref Size]
              AssertDescription: Size is large, so somebody pays
      Resources: {}
      """;

  @TempDir private Path folder;
  private ParameterCheck check;

  @BeforeEach
  void readTemplate() throws IOException {
    var file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    check = new ParameterCheck(Template.read(file));
  }

  @Test
  void acceptsWhatKeepsAllRules() {
    assertThat(check.refusals(Map.of("Bucket", "a"))).isEmpty();
    assertThat(
            check.refusals(
                Map.of("Bucket", "a", "Subnets", "subnet-1, subnet-2", "Groups", "g", "Days", "2")))
        .isEmpty();
  }

  @Test
  void refusesWhatIsAbsentUnknownOrIllegal() {
    assertThat(check.refusals(Map.of("Basket", "a")))
        .containsExactly("Basket is no parameter", "Bucket must be given");
    assertThat(check.refusals(Map.of("Bucket", "a1", "Subnets", "subnet-1,sg-1", "Size", "huge")))
        .containsExactly(
            "Bucket must be a bucket", "Subnets must be subnets", "Size must be small or large");
    assertThat(check.refusals(Map.of("Bucket", "a", "Days", "1"))).hasSize(1);
    assertThat(check.refusals(Map.of("Bucket", "a", "Days", "31"))).hasSize(1);
    assertThat(check.refusals(Map.of("Bucket", "a", "Days", "many"))).hasSize(1);
  }

  @Test
  void refusesWhatARuleDoes() {
    assertThat(check.refusals(Map.of("Bucket", "a", "Subnets", "subnet-1,subnet-2")))
        .containsExactly("Subnets are given, so Groups must be, too");
    assertThat(check.refusals(Map.of("Bucket", "a", "Size", "large")))
        .containsExactly("Size is large, so somebody pays");
  }
}
