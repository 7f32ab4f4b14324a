package dev.walwatch.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.bucket.Wish.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of our entries, those of others stay as they are. */
class OthersSurviveIT {
  private static final String BUCKET = "example-backups";
  private static final int STEPS = 40;

  private static final List<StackMark> STACKS =
      List.of(new StackMark("walwatch-one-0a1b2c3d-"), new StackMark("walwatch-two-4e5f6071-"));

  /** The first stack's archives are elsewhere than the second's, so that no entries overlap. */
  private static final List<List<String>> PREFIXES =
      List.of(List.of("a/", "b/", "c/d/", "c/e/"), List.of("f/", "g/", "h/"));

  private final Map<String, String> others = new TreeMap<>();
  private boolean switchedOn;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20260115})
  void anySequenceOfOursLeavesThoseOfOthersAsTheyAre(long seed) {
    var random = new Random(seed);
    try (var lab = new NotificationLab();
        var client = lab.client()) {
      lab.s3().create(BUCKET);
      for (int step = 0; step < STEPS; step++) {
        var mark = STACKS.get(random.nextInt(STACKS.size()));
        var events =
            new BucketEvents(
                mark, client, Duration.ofSeconds(1), lab::pause, () -> Duration.ofMinutes(1));
        var before = lab.told(BUCKET);
        var told = before.stream().filter(it -> !isOf(mark, it)).toList();

        switch (random.nextInt(5)) {
          case 0 -> othersChange(random, lab);
          case 1 -> {
            events.detach(List.of(BUCKET));
            assertThat(lab.told(BUCKET)).describedAs("seed %d", seed).isEqualTo(told);
          }
          case 2 -> {
            events.attach(new Wish(Source.EVENT_BRIDGE, "", List.of(new ClusterId(BUCKET, ""))));
            switchedOn = true;
            assertThat(lab.told(BUCKET))
                .describedAs("seed %d", seed)
                .containsAll(told)
                .contains("EventBridge")
                .noneMatch(it -> isOf(mark, it));
          }
          default -> {
            var prefixes = some(PREFIXES.get(STACKS.indexOf(mark)), random);
            events.attach(notification(prefixes));
            var after = lab.told(BUCKET);
            assertThat(after.stream().filter(it -> !isOf(mark, it)))
                .describedAs("seed %d", seed)
                .containsExactlyElementsOf(told);
            assertThat(after.stream().filter(it -> isOf(mark, it)))
                .describedAs("seed %d", seed)
                .hasSameSizeAs(prefixes);
          }
        }
      }
      assertThat(lab.told(BUCKET)).describedAs("seed %d", seed).isNotEmpty();
    }
  }

  /** Another tool does as it should: it changes its own and keeps what else is there. */
  private void othersChange(Random random, NotificationLab lab) {
    var id = "other-" + random.nextInt(6);
    others.remove(id);
    if (random.nextInt(3) > 0) {
      others.put(id, entry(id, random));
    }
    switchedOn |= random.nextInt(10) == 0;
    var ours =
        lab.s3().configuration(BUCKET).split("(?=<QueueConfiguration>)|(?<=</QueueConfiguration>)");
    var kept =
        List.of(ours).stream()
            .filter(it -> it.startsWith("<QueueConfiguration>") && it.contains("walwatch-"))
            .collect(Collectors.joining());
    for (var entry : others.values()) {
      lab.s3().allow(entry.replaceAll("(?s).*(arn:[a-z0-9:-]+).*", "$1"));
    }
    lab.s3()
        .configure(
            BUCKET,
            "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + String.join("", others.values())
                + kept
                + (switchedOn ? "<EventBridgeConfiguration/>" : "")
                + "</NotificationConfiguration>");
  }

  private static String entry(String id, Random random) {
    var kind = List.of("Queue", "Topic", "CloudFunction").get(random.nextInt(3));
    var service = Map.of("Queue", "sqs", "Topic", "sns", "CloudFunction", "lambda").get(kind);
    boolean tags = random.nextBoolean();
    return """
      <%1$sConfiguration><Id>%2$s</Id><%3$s>arn:aws:%4$s:eu-central-1:111122223333:%2$s</%3$s>\
      <Event>%5$s</Event><Event>%6$s</Event>\
      <Filter><S3Key><FilterRule><Name>prefix</Name><Value>%7$s</Value></FilterRule>\
      <FilterRule><Name>suffix</Name><Value>%8$s</Value></FilterRule></S3Key></Filter>\
      </%1$sConfiguration>"""
        .formatted(
            kind,
            id,
            kind,
            service,
            tags ? "s3:ObjectTagging:*" : "s3:ObjectCreated:*",
            tags ? "s3:ObjectAcl:Put" : "s3:ObjectRemoved:Delete",
            tags ? "a/" + id + "/" : id + "/",
            random.nextBoolean() ? ".png" : "");
  }

  private static List<String> some(List<String> all, Random random) {
    var some = new ArrayList<>(all);
    some.removeIf(it -> random.nextBoolean());
    return some.isEmpty() ? List.of(all.getFirst()) : some;
  }

  private static boolean isOf(StackMark mark, String line) {
    return line.contains(" " + mark.idPrefix());
  }

  private static Wish notification(List<String> prefixes) {
    return new Wish(
        Source.BUCKET_NOTIFICATION,
        NotificationLab.QUEUE,
        prefixes.stream().map(it -> new ClusterId(BUCKET, it)).toList());
  }
}
