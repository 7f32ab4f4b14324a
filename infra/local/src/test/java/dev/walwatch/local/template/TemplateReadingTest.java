package dev.walwatch.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a template is understood, on templates of a few lines. */
class TemplateReadingTest {
  private static final String HEAD =
      """
      Parameters:
        Minutes: { Type: Number, Default: 5 }
        Url: { Type: String, Default: "" }
        Bucket: { Type: String }
      Conditions:
        HasUrl: !Not [!Equals [!Ref Url, ""]]
      Globals:
        Function: { MemorySize: 512 }
      Resources:
        Check:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.Check::run
            Timeout: 20
      """;

  @TempDir private Path folder;

  @Test
  void fillsTheEnvironmentFromDefaultsAndFromTheGivenValues() throws IOException {
    var template =
        read(
            """
            Environment:
              Variables:
                TABLE: !Ref Table
                QUEUE: !GetAtt Queue.Arn
                OTHER: { "Fn::GetAtt": [Queue, Arn] }
                INTERVAL: !Sub ${Minutes}m of ${Bucket}, not ${!Minutes}
                URL: !If [HasUrl, !Ref Url, none]
                ABSENT: !If [HasUrl, !Ref Url, !Ref AWS::NoValue]
            """);

    var values = Map.of("Table", "ledger", "Queue.Arn", "arn:q", "Bucket", "backups");
    var function = template.functions(values).getFirst();

    assertThat(function.environment())
        .containsOnly(
            Map.entry("TABLE", "ledger"),
            Map.entry("QUEUE", "arn:q"),
            Map.entry("OTHER", "arn:q"),
            Map.entry("INTERVAL", "5m of backups, not ${Minutes}"),
            Map.entry("URL", "none"));
  }

  @Test
  void prefersTheGivenValueOfAParameterToItsDefault() throws IOException {
    var template = read("Environment: { Variables: { URL: !If [HasUrl, !Ref Url, none] } }");

    var function = template.functions(Map.of("Url", "https://there")).getFirst();

    assertThat(function.environment()).containsEntry("URL", "https://there");
  }

  @Test
  void takesWhatAFunctionDoesNotSayFromTheGlobals() throws IOException {
    var template = read("Description: checks");

    var function = template.functions(Map.of()).getFirst();

    assertThat(function)
        .isEqualTo(
            new FunctionTemplate(
                "Check",
                "a.Check::run",
                512,
                Duration.ofSeconds(20),
                Map.of(),
                2,
                Optional.empty()));
  }

  @Test
  void saysWhatBecomesOfAnEventThatNobodyWaitsFor() throws IOException {
    var template =
        read(
            """
            EventInvokeConfig:
              MaximumRetryAttempts: 1
              DestinationConfig:
                OnFailure: { Type: SQS, Destination: !GetAtt Failed.Arn }
            """);

    var function = template.functions(Map.of()).getFirst();

    assertThat(function.retries()).isEqualTo(1);
    assertThat(function.failures()).isEqualTo(Optional.of("Failed"));
  }

  @Test
  void putsTheMomentIntoTheScheduledEvent() throws IOException {
    var template =
        read(
            """
            Events:
              Every:
                Type: ScheduleV2
                Properties:
                  ScheduleExpression: !Sub rate(${Minutes} minutes)
                  Input: '{"time": "<aws.scheduler.scheduled-time>"}'
            """);

    var schedule = template.schedules(Map.of()).getFirst();

    assertThat(schedule.function()).isEqualTo("Check");
    assertThat(schedule.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(schedule.eventAt(Instant.parse("2026-11-22T14:40:00.123Z")))
        .isEqualTo("{\"time\": \"2026-11-22T14:40:00Z\"}");
  }

  @Test
  void saysWhichReferenceHasNoValue() throws IOException {
    var template = read("Environment: { Variables: { TABLE: !Ref Table } }");

    assertThatThrownBy(() -> template.functions(Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Resources.Check.Properties.Environment.Variables.TABLE.Ref refers to Table,"
                + " which has no value");
  }

  @Test
  void saysWhichFunctionOfCloudFormationItDoesNotUnderstand() throws IOException {
    var template = read("Environment: { Variables: { ZONE: !Select [0, !GetAZs \"\"] } }");

    assertThatThrownBy(() -> template.functions(Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageEndingWith("Variables.ZONE: Fn::Select is not understood here");
  }

  @Test
  void refusesANameThatIsThereTwice() {
    assertThatThrownBy(() -> read("Description: one\nDescription: two"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Resources.Check.Properties.Description is there twice");
  }

  @Test
  void saysWhereANumberIsNone() {
    assertThatThrownBy(() -> read("MemorySize: much").functions(Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Resources.Check.Properties.MemorySize is \"much\", not a whole number");
  }

  private Template read(String propertiesOfCheck) throws IOException {
    var file = folder.resolve("template.yaml");
    Files.writeString(file, HEAD + propertiesOfCheck.indent(6));
    return Template.read(file);
  }
}
