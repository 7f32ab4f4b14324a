package dev.walwatch.report;

import dev.walwatch.alert.News;
import java.net.URI;
import java.util.Optional;

/**
 * A message as a mail.
 *
 * <p>Phones break lines where their screen ends, so none is broken here: a sentence is a line.
 *
 * @param subject one line of printable ASCII, shorter than 100 characters
 * @param body plain text; its first line is the verdict
 */
public record MailText(String subject, String body) {

  /** Amazon SNS: "less than 100 characters". */
  private static final int SUBJECT_LIMIT = 99;

  private static final int FACTS_SHOWN = 30;
  private static final int LONGEST_FACT = 2000;
  private static final int LONGEST_CLUSTER = 300;

  public static MailText of(Message message) {
    var verdict = MessageWords.verdict(message);
    return new MailText(
        PlainText.asciiLine("walwatch: " + verdict, SUBJECT_LIMIT),
        new Body(new StringBuilder(verdict + "\n")).of(message));
  }

  /** Paragraphs with an empty line between them. */
  private record Body(StringBuilder text) {

    String of(Message message) {
      paragraph("", MessageWords.why(message.news()));
      text.append('\n');
      MessageWords.facts(message, FACTS_SHOWN, LONGEST_FACT).forEach(this::line);
      if (message.news() != News.TEST) {
        line(MessageWords.since(message));
      }
      paragraph(MessageWords.MEANING, message.meaning());
      paragraph(MessageWords.ACTION, message.action());
      link("Runbook", message.runbook());
      link("Logs", message.logs());
      if (!message.clusters().isEmpty()) {
        paragraph(
            MessageWords.clustersTitle(message),
            String.join("\n", MessageWords.clusters(message, LONGEST_CLUSTER)));
      }
      text.append('\n');
      line("Cluster: " + message.bucket().map(_ -> "s3://").orElse("") + message.cluster());
      line("Service: " + message.service() + ", " + message.code());
      line("Story: " + MessageWords.story(message));
      line("Message: " + message.id());
      return text.toString();
    }

    private void link(String name, Optional<URI> address) {
      paragraph(name, address.map(URI::toASCIIString).orElse(""));
    }

    private void paragraph(String title, String content) {
      if (content.isEmpty()) {
        return;
      }
      text.append('\n');
      if (!title.isEmpty()) {
        line(title + ":");
      }
      line(content);
    }

    private void line(String line) {
      text.append(line).append('\n');
    }
  }
}
