package dev.walwatch.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** What is to be written, given what is there. */
class MergeTest {
  private static final StackMark MARK = new StackMark("walwatch-example-0a1b2c3d-");
  private static final StackMark OTHER_STACK = new StackMark("walwatch-example-2-99999999-");
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:events";
  private static final String OLD_QUEUE = "arn:aws:sqs:eu-central-1:111122223333:events-of-before";

  /** Entries of others, none in the way of the prefixes of these tests. */
  private static final NotificationConfiguration OTHERS =
      NotificationConfiguration.builder()
          .queueConfigurations(
              entry("images", "arn:aws:sqs:eu-central-1:111122223333:images", "images/"),
              ours(OTHER_STACK, "elsewhere/"))
          .topicConfigurations(
              TopicConfiguration.builder()
                  .id("restored")
                  .topicArn("arn:t")
                  .eventsWithStrings("s3:ObjectRestore:*")
                  .build())
          .lambdaFunctionConfigurations(
              LambdaFunctionConfiguration.builder()
                  .id("tagged")
                  .lambdaFunctionArn("arn:l")
                  .eventsWithStrings("s3:ObjectTagging:*")
                  .build())
          .build();

  private static final NotificationConfiguration NONE = NotificationConfiguration.builder().build();

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("a bucket that tells nobody", NONE, wanted("a/"), List.of("a/"), false),
        Arguments.of(
            "several prefixes at once", NONE, wanted("a/", "b/"), List.of("a/", "b/"), false),
        Arguments.of("the whole bucket", NONE, wanted(""), List.of(""), false),
        Arguments.of("beside others", OTHERS, wanted("a/"), List.of("a/"), false),
        Arguments.of(
            "a prefix more", with(OTHERS, "a/"), wanted("a/", "b/"), List.of("a/", "b/"), false),
        Arguments.of("a prefix less", with(OTHERS, "a/", "b/"), wanted("b/"), List.of("b/"), false),
        Arguments.of(
            "another prefix that overlaps the old",
            with(OTHERS, "a/"),
            wanted("a/b/"),
            List.of("a/b/"),
            false),
        Arguments.of("none any more", with(OTHERS, "a/", "b/"), wanted(), List.of(), false),
        Arguments.of("the switch", OTHERS, eventBridge(), List.of(), true),
        Arguments.of(
            "the switch instead of entries", with(OTHERS, "a/"), eventBridge(), List.of(), true),
        Arguments.of(
            "entries though the switch is on", on(OTHERS), wanted("a/"), List.of("a/"), true),
        Arguments.of(
            "leaving, though the switch is on", on(with(OTHERS, "a/")), wanted(), List.of(), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void writesOursBesideThoseOfOthers(
      String name,
      NotificationConfiguration current,
      Wanted wanted,
      List<String> prefixes,
      boolean on) {
    var plan = Merge.plan(current, wanted);

    var written = ((Plan.Write) plan).configuration();
    assertThat(ours(written)).isEqualTo(prefixes.stream().map(it -> ours(MARK, it)).toList());
    assertThat(theirs(written)).isEqualTo(theirs(current));
    assertThat(written.topicConfigurations()).isEqualTo(current.topicConfigurations());
    assertThat(written.lambdaFunctionConfigurations())
        .isEqualTo(current.lambdaFunctionConfigurations());
    assertThat(written.eventBridgeConfiguration() != null).isEqualTo(on);
    assertThat(((Plan.Write) plan).addsEntries()).isEqualTo(!prefixes.isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void writesNothingASecondTime(
      String name,
      NotificationConfiguration current,
      Wanted wanted,
      List<String> prefixes,
      boolean on) {
    var written = ((Plan.Write) Merge.plan(current, wanted)).configuration();

    assertThat(Merge.plan(written, wanted)).isEqualTo(new Plan.Nothing());
  }

  @Test
  void replacesOursWhenTheQueueIsAnother() {
    var before = ours(MARK, "a/").toBuilder().queueArn(OLD_QUEUE).build();
    var current = OTHERS.toBuilder().queueConfigurations(before).build();

    var plan = (Plan.Write) Merge.plan(current, wanted("a/"));

    assertThat(plan.configuration().queueConfigurations()).containsExactly(ours(MARK, "a/"));
  }

  @Test
  void knowsOursAgainAsS3WritesThem() {
    var asS3 =
        QueueConfiguration.builder()
            .id(MARK.idFor("a/"))
            .queueArn(QUEUE)
            .eventsWithStrings(
                "s3:LifecycleExpiration:*", "s3:ObjectRemoved:*", "s3:ObjectCreated:*")
            .filter(f -> f.key(k -> k.filterRules(rule("Prefix", "a/"))))
            .build();
    var current = NotificationConfiguration.builder().queueConfigurations(asS3).build();

    assertThat(Merge.plan(current, wanted("a/"))).isEqualTo(new Plan.Nothing());
  }

  @Test
  void hasNothingToRemoveWhereNothingIs() {
    assertThat(Merge.plan(OTHERS, wanted())).isEqualTo(new Plan.Nothing());
  }

  @Test
  void namesTheEntryThatIsInTheWay() {
    var images = entry("images", "arn:images", "a/images/");
    var current = OTHERS.toBuilder().queueConfigurations(images).build();

    var plan = Merge.plan(current, wanted("b/", "a/"));

    assertThat(plan).isEqualTo(new Plan.Overlap(Entry.of(images), Entry.of(ours(MARK, "a/"))));
  }

  @Test
  void findsThoseOfAnotherStackOfWalwatchInTheWayToo() {
    var current =
        NotificationConfiguration.builder().queueConfigurations(ours(OTHER_STACK, "a/")).build();

    assertThat(Merge.plan(current, wanted("a/"))).isInstanceOf(Plan.Overlap.class);
  }

  @Test
  void keepsEntriesOfOthersAsTheObjectsTheyCameIn() {
    var written = ((Plan.Write) Merge.plan(OTHERS, wanted("a/"))).configuration();

    assertThat(written.queueConfigurations().getFirst())
        .isSameAs(OTHERS.queueConfigurations().getFirst());
    assertThat(written.topicConfigurations().getFirst())
        .isSameAs(OTHERS.topicConfigurations().getFirst());
  }

  private static Wanted wanted(String... prefixes) {
    return new Wanted(MARK, false, QUEUE, List.of(prefixes));
  }

  private static Wanted eventBridge() {
    return new Wanted(MARK, true, "", List.of());
  }

  private static NotificationConfiguration with(
      NotificationConfiguration others, String... prefixes) {
    var queues = new ArrayList<>(others.queueConfigurations());
    Stream.of(prefixes).map(it -> ours(MARK, it)).forEach(queues::add);
    return others.toBuilder().queueConfigurations(queues).build();
  }

  private static NotificationConfiguration on(NotificationConfiguration others) {
    return others.toBuilder().eventBridgeConfiguration(e -> {}).build();
  }

  private static QueueConfiguration ours(StackMark mark, String prefix) {
    return new Wanted(mark, false, QUEUE, List.of(prefix)).entries().getFirst();
  }

  private static QueueConfiguration entry(String id, String arn, String prefix) {
    return QueueConfiguration.builder()
        .id(id)
        .queueArn(arn)
        .eventsWithStrings("s3:ObjectCreated:*")
        .filter(f -> f.key(k -> k.filterRules(rule("prefix", prefix))))
        .build();
  }

  private static List<QueueConfiguration> ours(NotificationConfiguration configuration) {
    return configuration.queueConfigurations().stream().filter(it -> MARK.isOn(it.id())).toList();
  }

  private static List<QueueConfiguration> theirs(NotificationConfiguration configuration) {
    return configuration.queueConfigurations().stream().filter(it -> !MARK.isOn(it.id())).toList();
  }

  private static FilterRule rule(String name, String value) {
    return FilterRule.builder().name(name).value(value).build();
  }
}
