package dev.walwatch.report;

import dev.walwatch.alert.News;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What every channel says of a message, in the same words. */
final class MessageWords {
  static final String MEANING = "What it means";
  static final String ACTION = "What to do";

  private static final int LONGEST_NAME = 80;
  private static final int CLUSTERS_SHOWN = 20;

  private MessageWords() {}

  /**
   * Returns the verdict in one line: severity, why it is said, who, what. A test does not begin
   * with a severity, for nobody is to be woken by it.
   */
  static String verdict(Message message) {
    return label(message)
        + " "
        + PlainText.oneLine(message.shortName(), LONGEST_NAME)
        + ": "
        + message.headline();
  }

  private static String label(Message message) {
    var severity = message.severity().name();
    return switch (message.news()) {
      case PROBLEM -> severity;
      case WORSE -> severity + " (worse)";
      case CHANGED -> severity + " (changed)";
      case BETTER -> severity + " (better)";
      case REMINDER -> severity + " (still)";
      case RECOVERY -> severity + " (recovered)";
      case FLAPPING -> severity + " (flapping)";
      case TEST -> "TEST";
    };
  }

  /** Returns why people are told; empty where the verdict says it all. */
  static String why(News news) {
    return switch (news) {
      case PROBLEM -> "";
      case WORSE -> "This was told before and became worse.";
      case CHANGED -> "This was told before; something else or something more is lost now.";
      case BETTER -> "This was told before; it is still bad, but no longer as bad.";
      case REMINDER -> "This was told before and is still so.";
      case RECOVERY -> "What was told before is over.";
      case FLAPPING -> "It changes again and again. Nothing more is said until it is steady.";
      case TEST -> "Somebody tries out the channels. Nothing is wrong, nothing is to be done.";
    };
  }

  static String since(Message message) {
    return (message.severity() == Severity.OK ? "OK since " : "Not OK since ")
        + Spoken.moment(message.since())
        + " ("
        + Spoken.span(Duration.between(message.since(), message.at()))
        + ").";
  }

  /** Returns the story's name and, in later messages of it, how it began. */
  static String story(Message message) {
    return message.story()
        + message
            .beginning()
            .map(it -> ", began " + Spoken.moment(it.at()) + " as " + it.severity())
            .orElse("");
  }

  /** Returns what comes above the clusters of a message about several. */
  static String clustersTitle(Message message) {
    int all = message.clusterCount();
    return all <= CLUSTERS_SHOWN
        ? Spoken.count(all, "cluster")
        : all + " clusters, the first " + CLUSTERS_SHOWN + " of them";
  }

  /**
   * Returns the first clusters, a line each, and how many more there are.
   *
   * @param longest how many characters of a name are shown
   */
  static List<String> clusters(Message message, int longest) {
    int more = message.clusterCount() - CLUSTERS_SHOWN;
    return Stream.concat(
            message.clusters().stream()
                .limit(CLUSTERS_SHOWN)
                .map(name -> "- " + PlainText.oneLine(name, longest)),
            more > 0 ? Stream.of("and " + more + " more") : Stream.empty())
        .toList();
  }

  /** Returns the first facts, and how many more there are. */
  static List<String> facts(Message message, int shown, int longest) {
    int more = message.facts().size() - shown;
    return Stream.concat(
            message.facts().stream().limit(shown).map(fact -> PlainText.oneLine(fact, longest)),
            more > 0 ? Stream.of("And " + Spoken.count(more, "more fact") + ".") : Stream.empty())
        .toList();
  }
}
