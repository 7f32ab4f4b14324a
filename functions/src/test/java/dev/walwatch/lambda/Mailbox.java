package dev.walwatch.lambda;

import dev.walwatch.delivery.MessagePublisher;
import dev.walwatch.delivery.NotPublishedException;
import dev.walwatch.report.Message;
import java.util.ArrayList;
import java.util.List;

/** Keeps the messages that people would get, or takes none. */
final class Mailbox implements MessagePublisher {
  private final List<Message> messages = new ArrayList<>();
  boolean refuses;

  /** The short name of a cluster of which no message is ever taken. */
  String neverTakes = "";

  @Override
  public String publish(Message message) {
    if (refuses) {
      throw new NotPublishedException("the mailbox is full", new IllegalStateException("full"));
    }
    if (message.shortName().equals(neverTakes)) {
      throw new NotPublishedException("not this one", true, new IllegalStateException("odd"));
    }
    messages.add(message);
    return "message-" + messages.size();
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Returns each message in short: its news, how bad it is, and of what. */
  List<String> inShort() {
    return messages.stream()
        .map(
            it ->
                "%s %s %s %s"
                    .formatted(it.news().id(), it.severity(), it.shortName(), it.service()))
        .toList();
  }
}
