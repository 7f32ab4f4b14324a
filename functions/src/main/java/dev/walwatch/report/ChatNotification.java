package dev.walwatch.report;

import dev.walwatch.alert.News;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message as the custom notification that Amazon Q Developer in chat applications shows. It says
 * all that is needed to post the same to Slack without it.
 *
 * <p>The texts here are plain; {@link ChatJson} escapes them.
 *
 * @param id the message's own
 * @param threadId messages with the same one belong together; empty when they do not
 * @param title one line
 * @param description lines
 * @param nextSteps what to do, an entry each; links are not among them
 * @param keywords short words to find it by
 * @param eventType the kind of news
 * @param relatedResources ARNs
 * @param context names and values for programs, in this order
 * @see <a href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html">Custom
 *     notifications</a>
 */
public record ChatNotification(
    String id,
    String threadId,
    String title,
    String description,
    List<String> nextSteps,
    List<String> keywords,
    String eventType,
    List<String> relatedResources,
    Map<String, String> context) {

  static final String SEVERITY = "severity";
  static final String CLUSTER = "cluster";
  static final String SERVICE = "service";
  static final String CODE = "code";
  static final String SINCE = "since";
  static final String STORY = "story";
  static final String MESSAGE = "message";
  static final String RUNBOOK = "runbook";
  static final String LOGS = "logs";

  private static final int FACTS_SHOWN = 6;
  private static final int LONGEST_FACT = 300;
  private static final int LONGEST_MEANING = 600;
  private static final int LONGEST_CLUSTER = 80;
  private static final int LONGEST_URL = 2000;

  public ChatNotification {
    nextSteps = List.copyOf(nextSteps);
    keywords = List.copyOf(keywords);
    relatedResources = List.copyOf(relatedResources);
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  public static ChatNotification of(Message message) {
    return new ChatNotification(
        message.id(),
        message.story(),
        MessageWords.verdict(message),
        description(message),
        message.action().isEmpty() ? List.of() : List.of(message.action()),
        List.of(message.severity().name(), message.service(), message.code()),
        message.news().id(),
        message.bucket().map(bucket -> "arn:aws:s3:::" + bucket).stream().toList(),
        context(message));
  }

  ChatNotification withoutSteps(List<String> steps) {
    return new ChatNotification(
        id,
        threadId,
        title,
        description,
        nextSteps.stream().filter(step -> !steps.contains(step)).toList(),
        keywords,
        eventType,
        relatedResources,
        context);
  }

  /** Returns a value of the context; empty when there is none or a blank one. */
  Optional<String> find(String name) {
    return Optional.ofNullable(context.get(name)).filter(value -> !value.isBlank());
  }

  private static String description(Message message) {
    var lines = new ArrayList<String>();
    var why = MessageWords.why(message.news());
    if (!why.isEmpty()) {
      lines.add(why);
    }
    lines.addAll(MessageWords.facts(message, FACTS_SHOWN, LONGEST_FACT));
    if (message.news() != News.TEST) {
      lines.add(MessageWords.since(message));
    }
    if (!message.meaning().isEmpty()) {
      lines.add("");
      lines.add(
          MessageWords.MEANING + ": " + PlainText.oneLine(message.meaning(), LONGEST_MEANING));
    }
    if (!message.clusters().isEmpty()) {
      lines.add("");
      lines.add(MessageWords.clustersTitle(message) + ":");
      lines.addAll(MessageWords.clusters(message, LONGEST_CLUSTER));
    }
    return String.join("\n", lines);
  }

  private static Map<String, String> context(Message message) {
    var context = new LinkedHashMap<String, String>();
    context.put(SEVERITY, message.severity().name());
    context.put(CLUSTER, message.cluster());
    context.put(SERVICE, message.service());
    context.put(CODE, message.code());
    context.put(SINCE, Spoken.moment(message.since()));
    context.put(STORY, MessageWords.story(message));
    context.put(MESSAGE, message.id());
    link(message.runbook()).ifPresent(url -> context.put(RUNBOOK, url));
    link(message.logs()).ifPresent(url -> context.put(LOGS, url));
    return context;
  }

  /** What is too long for a link of Slack is left out, for half an address leads nowhere. */
  private static Optional<String> link(Optional<URI> address) {
    return address.map(URI::toASCIIString).filter(url -> url.length() <= LONGEST_URL);
  }
}
