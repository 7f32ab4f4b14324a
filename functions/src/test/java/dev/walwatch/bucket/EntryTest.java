package dev.walwatch.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** When S3 refuses two entries in one bucket. */
class EntryTest {

  @ParameterizedTest(name = "{0} {1}*{2} and {3} {4}*{5}: {6}")
  @CsvSource({
    // the same event types: both prefixes and suffixes have to overlap
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, a/, '', true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, b/, '', false",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, '', '', true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, a/b/, '', true",
    "s3:ObjectCreated:*, a/b/, '', s3:ObjectCreated:*, a/, '', true",
    "s3:ObjectCreated:*, a/b/, '', s3:ObjectCreated:*, a/c/, '', false",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, ab/, '', false",
    "s3:ObjectCreated:*, a, '', s3:ObjectCreated:*, ab/, '', true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, a/, .jpg, true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, b/, .jpg, false",
    "s3:ObjectCreated:*, a/, .png, s3:ObjectCreated:*, a/, .jpg, false",
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectCreated:*, a/, 1.jpg, true",
    "s3:ObjectCreated:*, '', .jpg, s3:ObjectCreated:*, a/, '', true",
    // a filter may be encoded as keys in URLs are
    "s3:ObjectCreated:*, a/b/, '', s3:ObjectCreated:*, a%2Fb, '', true",
    "s3:ObjectCreated:*, a/b/, '', s3:ObjectCreated:*, a%2Fc, '', false",
    "s3:ObjectCreated:*, a/b/, '', s3:ObjectCreated:*, a/100%, '', false",
    "s3:ObjectCreated:*, a b/, '', s3:ObjectCreated:*, a+b/, '', true",
    // event types with and without an asterisk
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:Put, a/, '', true",
    "s3:ObjectCreated:Copy, a/, '', s3:ObjectCreated:*, a/, '', true",
    "s3:ObjectCreated:Copy, a/, '', s3:ObjectCreated:Put, a/, '', false",
    "s3:ObjectCreated:*, a/, '', s3:ObjectRemoved:*, a/, '', false",
    "s3:ObjectRemoved:*, a/, '', s3:ObjectRemoved:DeleteMarkerCreated, a/, '', true",
    "s3:LifecycleExpiration:*, a/, '', s3:LifecycleTransition, a/, '', false",
    "s3:LifecycleExpiration:*, a/, '', s3:LifecycleExpiration:Delete, '', '', true",
    "s3:ObjectRestore:*, a/, '', s3:ObjectCreated:*, a/, '', false",
  })
  void tellsWhetherTwoEntriesOverlap(
      String event,
      String prefix,
      String suffix,
      String otherEvent,
      String otherPrefix,
      String otherSuffix,
      boolean overlap) {
    var one = new Entry("one", "arn:one", Set.of(event), prefix, suffix);
    var other = new Entry("other", "arn:other", Set.of(otherEvent), otherPrefix, otherSuffix);

    assertThat(one.overlaps(other)).isEqualTo(overlap);
    assertThat(other.overlaps(one)).isEqualTo(overlap);
  }

  @Test
  void overlapsWhereOneOfManyEventTypesIsShared() {
    var one =
        new Entry("one", "arn:one", Set.of("s3:ObjectRemoved:*", "s3:ObjectTagging:*"), "", "");
    var other =
        new Entry("other", "arn:other", Set.of("s3:Replication:*", "s3:ObjectTagging:Put"), "", "");

    assertThat(one.overlaps(other)).isTrue();
  }

  @Test
  void readsEntriesToQueuesTopicsAndFunctionsAndTheSwitch() {
    var configuration =
        NotificationConfiguration.builder()
            .queueConfigurations(
                QueueConfiguration.builder()
                    .id("q")
                    .queueArn("arn:q")
                    .eventsWithStrings("s3:ObjectCreated:*")
                    .build())
            .topicConfigurations(
                TopicConfiguration.builder()
                    .id("t")
                    .topicArn("arn:t")
                    .eventsWithStrings("s3:ObjectRemoved:*", "s3:TheYearAfterNext:*")
                    .filter(f -> f.key(k -> k.filterRules(rule("Prefix", "a/"))))
                    .build())
            .lambdaFunctionConfigurations(
                LambdaFunctionConfiguration.builder()
                    .id("l")
                    .lambdaFunctionArn("arn:l")
                    .eventsWithStrings("s3:ObjectCreated:Put")
                    .filter(f -> f.key(k -> k.filterRules(rule("suffix", ".x"))))
                    .build())
            .eventBridgeConfiguration(e -> {})
            .build();

    assertThat(Entry.allOf(configuration))
        .isEqualTo(
            List.of(
                new Entry("q", "arn:q", Set.of("s3:ObjectCreated:*"), "", ""),
                new Entry(
                    "t", "arn:t", Set.of("s3:ObjectRemoved:*", "s3:TheYearAfterNext:*"), "a/", ""),
                new Entry("l", "arn:l", Set.of("s3:ObjectCreated:Put"), "", ".x"),
                new Entry("EventBridge", "EventBridge", Set.of(), "", "")));
  }

  private static FilterRule rule(String name, String value) {
    return FilterRule.builder().name(name).value(value).build();
  }
}
