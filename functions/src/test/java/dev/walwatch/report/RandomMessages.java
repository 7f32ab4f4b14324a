package dev.walwatch.report;

import dev.walwatch.alert.News;
import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages whose every text is hostile, huge or both. */
public final class RandomMessages {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> PIECES =
      List.of(
          "<!channel>",
          "<@U012AB3CD>",
          "<https://evil.example|runbook>",
          "<!date^1^{date}|x>",
          "&",
          "&amp;",
          "&lt;!here&gt;",
          "<",
          ">",
          "```",
          "`",
          "*",
          "_",
          "~",
          ":fire:",
          "\n",
          "\r\n",
          "\u0000",
          "\u202E",
          "\uD83D",
          "\uD83D\uDC18",
          "é",
          "漢",
          "\"",
          "\\",
          "\\u0000",
          "{\"a\":1}",
          "[x](https://evil.example)",
          "What it means:",
          "20 clusters:",
          " ",
          "\t",
          "a",
          "wal_005",
          "</script>",
          "Bcc: all@example.org",
          "'");

  private final SplittableRandom random;

  public RandomMessages(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public Message next() {
    var clusters = texts(600);
    return new Message(
        notBlank(40),
        notBlank(40),
        one(News.values()),
        one(Severity.values()),
        notBlank(400),
        notBlank(40),
        notBlank(40),
        notBlank(400),
        NOON.minusSeconds(random.nextInt(100_000)),
        NOON,
        texts(60),
        text(3000),
        text(3000),
        clusters,
        Math.max(1, clusters.size()) + random.nextInt(3),
        address(),
        address(),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Message.Beginning(NOON, one(Severity.values()))));
  }

  public String text(int longest) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return one(PIECES).repeat(random.nextInt(longest));
    }
    Supplier<String> piece = () -> one(PIECES);
    return Stream.generate(piece)
        .limit(random.nextInt(kind == 1 ? 5 : longest))
        .collect(Collectors.joining());
  }

  private String notBlank(int longest) {
    return "x" + text(longest);
  }

  private List<String> texts(int most) {
    int longest = random.nextBoolean() ? 300 : 10;
    return IntStream.range(0, random.nextInt(most)).mapToObj(_ -> text(longest)).toList();
  }

  private Optional<URI> address() {
    return switch (random.nextInt(5)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(URI.create("https://logs.example.org/?a=*~_&b=" + "c".repeat(3000)));
      case 2 -> Optional.of(URI.create("javascript:alert(1)"));
      case 3 -> Optional.of(URI.create("https://logs.example.org/é?_a=~x~&_b=*y*"));
      default -> Optional.of(URI.create("https://docs.example.org/runbooks/wal-gap"));
    };
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
