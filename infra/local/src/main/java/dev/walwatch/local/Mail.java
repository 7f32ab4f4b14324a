package dev.walwatch.local;

import dev.walwatch.report.PlainText;
import dev.walwatch.standins.PublishedMessage;
import java.util.stream.Collectors;

/** A message to the topic as a subscriber by email would read it. */
final class Mail {

  private Mail() {}

  static String shown(PublishedMessage message) {
    var subject = message.subject() == null ? "AWS Notification Message" : message.subject();
    return "  would mail: "
        + PlainText.line(subject)
        + message
            .messageFor("email")
            .lines()
            .map(line -> "\n    | " + PlainText.line(line))
            .collect(Collectors.joining());
  }
}
