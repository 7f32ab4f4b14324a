package dev.walwatch.cli.notify;

import dev.walwatch.report.PlainText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What became of a test message, as the function tells it.
 *
 * @param by for whom it was sent
 * @param at when, as ISO 8601
 */
record TestReport(String by, String at, List<Channel> channels) {

  TestReport {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a report of no channel");
    }
  }

  /** What became of it in one channel; a function of a later version may know further outcomes. */
  record Channel(String name, String outcome, String sentence) {
    private static final int LONGEST = 1000;

    Channel {
      if (name.isBlank() || outcome.isBlank()) {
        throw new IllegalArgumentException("a channel without a name or an outcome");
      }
      name = PlainText.line(name);
      outcome = PlainText.line(outcome);
      sentence = PlainText.oneLine(sentence, LONGEST);
    }

    boolean worked() {
      return outcome.equals("delivered");
    }

    boolean isConfigured() {
      return !outcome.equals("not-configured");
    }
  }

  /**
   * Reads the function's answer.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static TestReport read(JsonNode answer) {
    var channels =
        answer
            .path("channels")
            .valueStream()
            .map(
                it ->
                    new Channel(
                        it.path("channel").asString(""),
                        it.path("outcome").asString(""),
                        it.path("sentence").asString("")))
            .toList();
    return new TestReport(
        PlainText.line(answer.path("by").asString("")),
        PlainText.line(answer.path("at").asString("")),
        channels);
  }

  /** Returns whether people are reached: some channel is configured, and each that is works. */
  boolean worked() {
    var configured = channels.stream().filter(Channel::isConfigured).toList();
    return !configured.isEmpty() && configured.stream().allMatch(Channel::worked);
  }

  /** Returns the lines to print. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("Test message, sent for " + by + " at " + at);
    channels.forEach(
        it -> lines.add("  %-7s %-15s %s".formatted(it.name(), it.outcome(), it.sentence())));
    if (channels.stream().noneMatch(Channel::isConfigured)) {
      lines.add("No channel is configured, so nobody would hear of an alarm.");
    }
    return lines;
  }
}
