package dev.walwatch.lambda;

import dev.walwatch.report.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that were decided on and have not reached anybody, as facts: {@code unsent <id>}. They
 * are written down together with the state that they come from, so that neither is without the
 * other.
 */
public final class MessageFacts {
  private static final String UNSENT = "unsent ";
  private static final int ROOM = 300_000;

  private MessageFacts() {}

  /** Returns whether a fact of a cluster's alerts is such a message, by its name. */
  public static boolean isOne(String fact) {
    return fact.startsWith(UNSENT);
  }

  /** Returns a line for each message that earlier runs could not publish. */
  static List<String> left(Collection<Attention> all) {
    var left = new TreeMap<String, String>();
    for (var attention : all) {
      read(attention.facts().facts())
          .messages()
          .forEach((id, message) -> left.put(id, message.cluster() + ": " + message.headline()));
    }
    return List.copyOf(left.values());
  }

  /**
   * Returns the newest messages that one item can keep: DynamoDB takes 400 KB. Where SNS takes
   * nothing for days, what was to be told at first is old news.
   */
  static List<Message> newestThatFit(Collection<Message> unsent) {
    var newestFirst = unsent.stream().sorted(Comparator.comparing(Message::at).reversed()).toList();
    var kept = new ArrayList<Message>();
    int room = ROOM;
    for (var message : newestFirst) {
      int size = JsonMapper.shared().writeValueAsBytes(message).length;
      if (size <= room) {
        kept.add(message);
        room -= size;
      }
    }
    return kept;
  }

  static Map<String, String> of(Collection<Message> unsent) {
    return unsent.stream()
        .collect(
            Collectors.toMap(
                message -> UNSENT + message.id(),
                message -> JsonMapper.shared().writeValueAsString(message),
                (one, _) -> one,
                TreeMap::new));
  }

  /**
   * What was read.
   *
   * @param messages by their ids
   * @param failures a line for each that cannot be read any more, as after a change of version
   */
  record Read(Map<String, Message> messages, List<String> failures) {}

  static Read read(Map<String, String> facts) {
    var messages = new TreeMap<String, Message>();
    var failures = new ArrayList<String>();
    new TreeMap<>(facts)
        .forEach(
            (name, text) -> {
              if (isOne(name)) {
                var id = name.substring(UNSENT.length());
                try {
                  messages.put(id, JsonMapper.shared().readValue(text, Message.class));
                } catch (JacksonException e) {
                  failures.add("the unsent message " + id + " cannot be read, and is given up");
                }
              }
            });
    return new Read(messages, List.copyOf(failures));
  }
}
