package dev.walwatch.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.bucket.Wish.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets that exist, with entries of others, on an S3 of this machine. */
class BucketEventsIT {
  private static final StackMark MARK = new StackMark("walwatch-example-0a1b2c3d-");
  private static final String BUCKET = "example-backups";
  private static final String IMAGES = "arn:aws:lambda:eu-central-1:111122223333:function:images";

  private static final String OTHERS =
      """
      <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <CloudFunctionConfiguration>
          <Id>images</Id>
          <CloudFunction>%s</CloudFunction>
          <Event>s3:ObjectCreated:Put</Event>
          <Filter><S3Key>
            <FilterRule><Name>prefix</Name><Value>images/</Value></FilterRule>
            <FilterRule><Name>suffix</Name><Value>.png</Value></FilterRule>
          </S3Key></Filter>
        </CloudFunctionConfiguration>
        <TopicConfiguration>
          <Topic>arn:aws:sns:eu-central-1:111122223333:restores</Topic>
          <Event>s3:ObjectRestore:*</Event>
        </TopicConfiguration>
        %s
      </NotificationConfiguration>
      """;

  private static final String WITHOUT_SWITCH = OTHERS.formatted(IMAGES, "");
  private static final String WITH_SWITCH =
      OTHERS.formatted(IMAGES, "<EventBridgeConfiguration></EventBridgeConfiguration>");
  private static final String NOTHING = "<NotificationConfiguration/>";

  private NotificationLab lab;
  private S3Client client;
  private BucketEvents events;
  private Duration timeLeft = Duration.ofMinutes(2);

  @BeforeEach
  void start() {
    lab = new NotificationLab();
    lab.s3().allow(IMAGES);
    lab.s3().allow("arn:aws:sns:eu-central-1:111122223333:restores");
    lab.s3().create(BUCKET);
    client = lab.client();
    events = new BucketEvents(MARK, client, Duration.ofSeconds(12), lab::pause, () -> timeLeft);
  }

  @AfterEach
  void stop() {
    client.close();
    lab.close();
  }

  @Test
  void attachesBesideTheEntriesOfOthersAndGoesWithoutATrace() {
    lab.s3().configure(BUCKET, WITH_SWITCH);
    var before = lab.told(BUCKET);

    var attached = events.attach(notification("a/", "b/"));

    assertThat(attached).containsExactly("Bucket example-backups sends its events.");
    assertThat(lab.told(BUCKET)).hasSize(before.size() + 2).containsAll(before);
    assertThat(ours())
        .allMatch(it -> it.contains(" " + NotificationLab.QUEUE + " "))
        .allMatch(
            it -> it.contains("[s3:LifecycleExpiration:*, s3:ObjectCreated:*, s3:ObjectRemoved:*]"))
        .anyMatch(it -> it.endsWith("[Prefix=a/]"))
        .anyMatch(it -> it.endsWith("[Prefix=b/]"));
    assertThat(lab.s3().puts(BUCKET)).describedAs("all prefixes in one write").isEqualTo(1);

    var detached = events.detach(List.of(BUCKET));

    assertThat(detached)
        .containsExactly("Bucket example-backups no longer sends events to walwatch's queue.");
    assertThat(lab.told(BUCKET)).isEqualTo(before);
  }

  @Test
  void switchesEventBridgeOnBesideTheEntriesOfOthers() {
    lab.s3().configure(BUCKET, WITHOUT_SWITCH);
    var before = lab.told(BUCKET);

    events.attach(eventBridge());

    var expected = new ArrayList<>(before);
    expected.add("EventBridge");
    assertThat(lab.told(BUCKET)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void takesEntriesBackWhenTheSwitchTakesTheirPlace() {
    events.attach(notification("a/"));

    events.attach(eventBridge());

    assertThat(lab.told(BUCKET)).containsExactly("EventBridge");
  }

  @Test
  void writesNothingWhereAllIsThere() {
    lab.s3().configure(BUCKET, WITH_SWITCH);
    events.attach(notification("a/"));
    int puts = lab.s3().puts(BUCKET);

    var attached = events.attach(notification("a/"));
    events.attach(notification("a/"));

    assertThat(attached).containsExactly("Bucket example-backups sent its events already.");
    assertThat(lab.s3().puts(BUCKET)).isEqualTo(puts);
  }

  @Test
  void checksWithoutWriting() {
    lab.s3().configure(BUCKET, WITHOUT_SWITCH);
    var before = lab.told(BUCKET);

    events.check(notification("a/"));

    assertThat(lab.told(BUCKET)).isEqualTo(before);
    assertThat(lab.s3().puts(BUCKET)).isZero();
  }

  @Test
  void namesTheEntryThatIsInTheWayAndTheWaysOut() {
    lab.s3().configure(BUCKET, WITHOUT_SWITCH);

    assertThatThrownBy(() -> events.check(notification("")))
        .isInstanceOf(BucketException.class)
        .hasMessage(
            "Bucket example-backups has an entry \"images\" that sends events of keys from images/"
                + " to .png to "
                + IMAGES
                + ", and S3 takes no second one for all keys. Set EventSource to EventBridge, or to"
                + " Topic if that entry sends to an SNS topic.");
    assertThat(lab.s3().puts(BUCKET)).isZero();
  }

  @Test
  void saysWhichEntriesOfOthersWentAwayWhileItWrote() {
    lab.s3().configure(BUCKET, WITHOUT_SWITCH);
    lab.s3().afterNextPut(() -> lab.s3().configure(BUCKET, NOTHING));

    assertThatThrownBy(() -> events.attach(notification("a/")))
        .hasMessageStartingWith(
            "While walwatch wrote into the notification configuration of bucket example-backups,"
                + " another tool did, too, and ")
        .hasMessageContaining("\"images\"")
        .hasMessageContaining("is gone from it since.");
    assertThat(lab.told(BUCKET)).isEqualTo(ours()).hasSize(1);
  }

  @Test
  void putsItsOwnBackBesideWhatAnotherToolHasAddedMeanwhile() {
    lab.s3().afterNextPut(() -> lab.s3().configure(BUCKET, WITHOUT_SWITCH));

    events.attach(notification("a/"));

    assertThat(ours()).hasSize(1);
    assertThat(lab.told(BUCKET)).hasSize(3);
    assertThat(lab.s3().puts(BUCKET)).isEqualTo(2);
  }

  @Test
  void saysSoWhenAnotherToolUndoesItEachTime() {
    for (int i = 0; i < 20; i++) {
      lab.s3().afterNextPut(() -> lab.s3().configure(BUCKET, NOTHING));
    }

    assertThatThrownBy(() -> events.attach(notification("a/")))
        .hasMessage(
            "What walwatch wrote into the notification configuration of bucket example-backups was"
                + " gone again each time it looked: another tool writes it, too. Let that tool wait"
                + " and deploy again, or set EventSource to Topic.");
    assertThat(lab.s3().puts(BUCKET)).isLessThan(10);
  }

  @Test
  void accusesNobodyWhenItHadNoTimeToLookAgain() {
    lab.s3().afterNextPut(() -> timeLeft = Duration.ofSeconds(5));

    assertThatThrownBy(() -> events.attach(notification("a/")))
        .hasMessage(
            "walwatch wrote into the notification configuration of bucket example-backups, and no"
                + " time was left to see whether that stayed. Deploy again.");
  }

  /** S3 has no conditional write: this is why nothing is done between reading and writing. */
  @Test
  void cannotSeeWhatAnotherToolAddsBetweenItsReadingAndItsWriting() {
    lab.s3().beforeNextPut(() -> lab.s3().configure(BUCKET, WITHOUT_SWITCH));

    events.attach(notification("a/"));

    assertThat(lab.told(BUCKET)).isEqualTo(ours());
  }

  @Test
  void waitsForAQueueWhosePolicyTakesEffectSomeSecondsLater() {
    lab.s3().disallow(NotificationLab.QUEUE);
    lab.inPauses(() -> lab.s3().allow(NotificationLab.QUEUE));

    events.attach(notification("a/"));

    assertThat(ours()).hasSize(1);
    assertThat(lab.pauses()).isNotEmpty();
  }

  @Test
  void namesTheDestinationThatS3CannotSendTo() {
    lab.s3().disallow(NotificationLab.QUEUE);

    assertThatThrownBy(() -> events.attach(notification("a/")))
        .hasMessageStartingWith(
            "S3 cannot send events of bucket example-backups to one of these: "
                + NotificationLab.QUEUE
                + ".")
        .hasMessageContaining("its policy or that of its KMS key");
    assertThat(lab.told(BUCKET)).isEmpty();
  }

  @Test
  void isNotKeptFromLeavingByADeadDestinationOfSomebodyElse() {
    lab.s3().configure(BUCKET, WITHOUT_SWITCH);
    events.attach(notification("a/"));
    lab.s3().disallow(IMAGES);

    events.detach(List.of(BUCKET));

    assertThat(ours()).isEmpty();
  }

  @Test
  void waitsForRightsThatTakeEffectSomeSecondsLater() {
    lab.s3().deny(BUCKET);
    lab.inPauses(() -> lab.s3().reach(BUCKET));

    events.check(notification("a/"));
    events.attach(notification("a/"));

    assertThat(ours()).hasSize(1);
  }

  @Test
  void namesABucketThatIsNotThere() {
    lab.s3().delete(BUCKET);

    assertThatThrownBy(() -> events.check(notification("a/")))
        .hasMessage(
            "There is no bucket example-backups. Correct ArchiveBucket, or make the bucket first.");
    assertThat(lab.pauses()).describedAs("waiting makes no bucket").isEmpty();
  }

  @Test
  void namesTheRegionOfABucketThatIsElsewhere() {
    lab.s3().moveTo(BUCKET, "eu-west-1");

    assertThatThrownBy(() -> events.check(eventBridge()))
        .hasMessage(
            "Bucket example-backups is in another region, eu-west-1, and S3 sends events only within"
                + " one. Deploy walwatch there.");
  }

  @Test
  void namesABucketThatItMayNotConfigure() {
    lab.s3().deny(BUCKET);

    assertThatThrownBy(() -> events.check(eventBridge()))
        .hasMessageStartingWith(
            "ConfigureBuckets may not read or write the notification configuration")
        .hasMessageContaining("of bucket example-backups (AccessDenied)")
        .hasMessageContaining("s3:GetBucketNotification and s3:PutBucketNotification");
  }

  @Test
  void namesABucketOfAnS3ThatHasNoTime() {
    lab.s3().overload(BUCKET);

    assertThatThrownBy(() -> events.check(eventBridge()))
        .hasMessageContaining("of bucket example-backups in time (SlowDown)");
  }

  @Test
  void beginsNothingThatItCannotEnd() {
    timeLeft = Duration.ofSeconds(20);

    assertThatThrownBy(() -> events.attach(notification("a/")))
        .hasMessage(
            "The time of ConfigureBuckets was over before bucket example-backups was done. Deploy"
                + " again.");
    assertThat(lab.s3().puts(BUCKET)).isZero();
  }

  @Test
  void leavesBucketsThatAreGoneOrHadNothing() {
    lab.s3().create("example-other");

    assertThat(events.detach(List.of("example-gone", "example-other")))
        .containsExactly(
            "Bucket example-gone had no entry of walwatch.",
            "Bucket example-other had no entry of walwatch.");
  }

  @Test
  void namesEveryBucketWhereItsEntriesMayRemainAndLeavesTheOthers() {
    lab.s3().create("example-denied");
    lab.s3().deny("example-denied");
    events.attach(notification("a/"));

    assertThatThrownBy(() -> events.detach(List.of("example-denied", BUCKET)))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("bucket example-denied (AccessDenied)")
        .hasMessageEndingWith(
            "Entries whose ids begin with walwatch-example-0a1b2c3d- may remain there; remove them"
                + " by hand, or try again.");
    assertThat(ours()).isEmpty();
  }

  @Test
  void goesOnFromABucketThatItTurnsAwayFromAndMayNoLongerTouch() {
    lab.s3().deny(BUCKET);

    assertThat(events.leave(List.of(BUCKET)))
        .singleElement()
        .asString()
        .contains("bucket example-backups (AccessDenied)", "may remain there");
  }

  private List<String> ours() {
    return lab.told(BUCKET).stream().filter(it -> it.contains(" " + MARK.idPrefix())).toList();
  }

  private static Wish notification(String... prefixes) {
    return new Wish(
        Source.BUCKET_NOTIFICATION,
        NotificationLab.QUEUE,
        Stream.of(prefixes).map(it -> new ClusterId(BUCKET, it)).toList());
  }

  private static Wish eventBridge() {
    return new Wish(Source.EVENT_BRIDGE, "", List.of(new ClusterId(BUCKET, "a/")));
  }
}
