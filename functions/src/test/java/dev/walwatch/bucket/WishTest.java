package dev.walwatch.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.bucket.Wish.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stack may want of its buckets, and by which mark its entries are known. */
class WishTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:events";
  private static final String STACK =
      "arn:aws:cloudformation:eu-central-1:111122223333:stack/example-walwatch/0a1b2c3d-0000-1111-2222-333344445555";

  @Test
  void bringsTheArchivesOfOneBucketTogether() {
    var wish = wish("example-one/a/", "example-two/", "example-one/b/");

    assertThat(wish.buckets()).containsExactly("example-one", "example-two");
    assertThat(wish.of("example-one", StackMark.of(STACK)).prefixes()).containsExactly("a/", "b/");
    assertThat(wish.of("example-two", StackMark.of(STACK)).prefixes()).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource({
    "example/a/, example/a/b/, example/a/b/, example/a/",
    "example/a/b/, example/a/, example/a/b/, example/a/",
    "example/, example/a/, example/a/, example/",
    "example/a/, example/a/, example/a/, example/a/",
  })
  void refusesArchivesOfWhichOneIsWithinTheOther(
      String first, String second, String inner, String outer) {
    assertThatThrownBy(() -> wish(first, "other/", second))
        .isInstanceOf(WalwatchException.class)
        .hasMessage(
            "The archive %s is within the archive %s, and S3 takes no two notifications for the same"
                    .formatted(inner, outer)
                + " keys. Leave out the first, for it is watched with the second, or set"
                + " EventSource to EventBridge.");
  }

  @Test
  void takesThemWhereTheSwitchOfTheBucketIsAllThatIsNeeded() {
    var archives = Stream.of("example/a/", "example/a/b/").map(ClusterId::parse).toList();

    assertThat(new Wish(Source.EVENT_BRIDGE, "", archives).buckets()).containsExactly("example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example/a b/", "example/a=b/", "example/ä/", "example/a%/", "example/a*/"})
  void refusesPrefixesThatS3WouldRewrite(String archive) {
    assertThatThrownBy(() -> wish(archive))
        .hasMessageStartingWith(archive + ": S3 cannot filter notifications by a prefix")
        .hasMessageContaining("Set EventSource to EventBridge");
  }

  @Test
  void refusesAQueueThatIsNone() {
    var archives = List.of(ClusterId.parse("example/"));

    assertThatThrownBy(() -> new Wish(Source.BUCKET_NOTIFICATION, QUEUE + ".fifo", archives))
        .hasMessageContaining("events.fifo\": QueueArn is not the ARN of a standard queue");
  }

  @Test
  void refusesAStackWithoutArchives() {
    assertThatThrownBy(() -> wish()).hasMessage("No archive is named. Set ArchiveBucket.");
  }

  @Test
  void marksTheEntriesOfAStackByItsNameAndTheBeginningOfItsId() {
    var mark = StackMark.of(STACK);

    assertThat(mark.idPrefix()).isEqualTo("walwatch-example-walwatch-0a1b2c3d-");
    assertThat(mark.idFor("a/")).startsWith(mark.idPrefix()).isEqualTo(mark.idFor("a/"));
    assertThat(mark.idFor("a/")).isNotEqualTo(mark.idFor("b/"));
    assertThat(mark.isOn(mark.idFor("a/"))).isTrue();
    assertThat(mark.isOn("walwatch-example-walwatch-99999999-1")).isFalse();
    assertThat(mark.isOn(null)).isFalse();
  }

  @Test
  void keepsAnIdWithinWhatS3TakesWhateverTheStackIsCalled() {
    var mark = StackMark.of(STACK.replace("example-walwatch", "x".repeat(128)));

    assertThat(mark.idFor("a/".repeat(500))).hasSizeLessThanOrEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "arn:aws:sqs:eu-central-1:111122223333:stack/a/0a1b2c3d-0000", "stack"})
  void refusesWhatIsNoStack(String id) {
    assertThatThrownBy(() -> StackMark.of(id)).hasMessageStartingWith("\"" + id + "\": StackId");
  }

  private static Wish wish(String... archives) {
    return new Wish(
        Source.BUCKET_NOTIFICATION, QUEUE, Stream.of(archives).map(ClusterId::parse).toList());
  }
}
