package dev.walwatch.report;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A link to the logs that tell of a problem, made from a template that a deployment sets: the
 * address of a search in Kibana, CloudWatch Logs Insights or Grafana, with {@link Placeholder}s.
 */
public final class LogLink {

  /** What a template may name in braces. */
  public enum Placeholder {
    CLUSTER("cluster"),
    HOST("host"),
    SERVICE("service"),
    CODE("code"),
    FROM("from"),
    TO("to"),
    FROM_MS("from_ms"),
    TO_MS("to_ms");

    private static final Map<String, Placeholder> BY_ID =
        Arrays.stream(values()).collect(Collectors.toMap(Placeholder::id, it -> it));

    private final String id;

    Placeholder(String id) {
      this.id = id;
    }

    /** Returns what stands between the braces. */
    public String id() {
      return id;
    }

    private String of(Subject subject) {
      return switch (this) {
        case CLUSTER -> subject.cluster;
        case HOST -> subject.host;
        case SERVICE -> subject.service;
        case CODE -> subject.code;
        case FROM -> MOMENT.format(subject.from);
        case TO -> MOMENT.format(subject.to);
        case FROM_MS -> String.valueOf(subject.from.toEpochMilli());
        case TO_MS -> String.valueOf(subject.to.toEpochMilli());
      };
    }
  }

  /**
   * What the logs are to tell of.
   *
   * @param cluster bucket and prefix; empty when it is about walwatch itself
   * @param host the host in Icinga
   * @param service the service's id
   * @param code the code of what was found
   * @param from the beginning of the time to look at
   * @param to its end, not before the beginning
   */
  public record Subject(
      String cluster, String host, String service, String code, Instant from, Instant to) {

    public Subject {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(from + " to " + to + " is not a span of time");
      }
    }
  }

  /** As browsers write it: no search takes nanoseconds, and some want the milliseconds. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  /** Up to the path: where a link leads is the template's to say, not the archive's. */
  private static final Pattern SITE = Pattern.compile("[^:/?#]*:?/{0,2}[^/?#]*");

  private static final Subject EXAMPLE =
      new Subject(
          "bucket/prefix", "host", "service", "code", Instant.EPOCH, Instant.EPOCH.plusMillis(1));

  private final String template;
  private final LinkEncoding encoding;

  private LogLink(String template) {
    this.template = template;
    encoding = LinkEncoding.of(template);
  }

  /**
   * Reads a template.
   *
   * @param template what a deployment has set; empty for no links
   * @throws BadLinkException when it has a placeholder that does not exist, or does not make an
   *     http or https address
   */
  public static Optional<LogLink> of(String template) {
    var text = template.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    requireKnown(text);
    var link = new LogLink(text);
    if (WebAddress.parse(link.fill(EXAMPLE)).isEmpty()) {
      throw new BadLinkException(
          "the template for links to logs is \""
              + WebAddress.shown(text)
              + "\", which makes no http or https address: put the address of a search there as the"
              + " browser shows it, with %20 for a blank and %7B and %7D for braces of its own");
    }
    return Optional.of(link);
  }

  private static void requireKnown(String template) {
    var site = SITE.matcher(template);
    if (site.lookingAt() && site.group().contains("{")) {
      throw new BadLinkException(
          "the template for links to logs is \""
              + WebAddress.shown(template)
              + "\", with a placeholder before the path: write out the name of the host");
    }
    var unknown =
        BRACES
            .matcher(template)
            .results()
            .map(found -> found.group(1))
            .filter(id -> !Placeholder.BY_ID.containsKey(id))
            .findFirst();
    if (unknown.isPresent()) {
      throw new BadLinkException(
          "the template for links to logs has {"
              + PlainText.line(unknown.get())
              + "}, which is no placeholder; there are "
              + Arrays.stream(Placeholder.values())
                  .map(it -> "{" + it.id + "}")
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Returns the link to the logs about something. */
  public URI about(Subject subject) {
    return URI.create(fill(subject));
  }

  private String fill(Subject subject) {
    return BRACES
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), subject)));
  }

  private String value(String id, Subject subject) {
    var placeholder = Placeholder.BY_ID.get(id);
    if (placeholder == null) {
      throw new IllegalStateException("{" + id + "} was not refused");
    }
    return encoding.encode(placeholder.of(subject));
  }

  @Override
  public String toString() {
    return template;
  }
}
