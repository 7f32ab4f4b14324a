package dev.walwatch.report;

import dev.walwatch.alert.Announcement;
import dev.walwatch.alert.News;
import dev.walwatch.alert.Subject;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts announcements into words, and links to the pages and the logs about them. */
public final class MessageWriter {
  /** Of five hundred names a person reads the first few. */
  private static final int NAMED = 50;

  private static final int FACTS = 20;

  /** What led to a problem was logged before it was seen. */
  private static final Duration BEFORE = Duration.ofMinutes(30);

  private final Runbook runbook;
  private final Optional<LogLink> logs;

  public MessageWriter(Runbook runbook, Optional<LogLink> logs) {
    this.runbook = runbook;
    this.logs = logs;
  }

  /**
   * Writes a message.
   *
   * @param reports what was found of each of its subjects
   */
  public Message write(
      Announcement announced, Function<Subject, SubjectReport> reports, Instant now) {
    var members = announced.members().stream().map(reports).toList();
    var remaining = announced.remaining().stream().map(reports).toList();
    var example = members.getFirst();
    var words =
        announced.isOfMany()
            ? ofMany(announced, members, remaining)
            : ofOne(announced, example, now);
    return new Message(
        announced.id(),
        announced.story(),
        announced.news(),
        announced.severity(),
        announced.isOfMany() ? bucket(example) : example.cluster(),
        example.service(),
        announced.code(),
        words.headline(),
        announced.news() == News.RECOVERY ? now : announced.begun(),
        now,
        words.facts(),
        words.meaning(),
        words.action(),
        announced.isOfMany() ? names(members) : List.of(),
        announced.isOfMany() ? members.size() : 1,
        Optional.of(runbook.page(announced.code())),
        logs.map(link -> link.about(logsOf(announced, example, now))),
        announced.opening().map(first -> new Message.Beginning(first.at(), first.severity())));
  }

  /** Returns messages in the order in which people should get them. */
  public static List<Message> worstFirst(Collection<Message> messages) {
    return messages.stream()
        .sorted(
            Comparator.comparing(Message::severity, Severity.WORST_FIRST)
                .thenComparing(Message::at)
                .thenComparing(Message::cluster))
        .toList();
  }

  private static Words ofOne(Announcement announced, SubjectReport one, Instant now) {
    var words = one.words();
    var facts = new ArrayList<String>();
    if (announced.news() == News.RECOVERY) {
      facts.add("It was not well for " + lasting(announced, now) + ".");
    }
    if (announced.news() == News.FLAPPING) {
      facts.add(
          "It changed so often in the last checks that nothing more is said until it is steady.");
    }
    facts.addAll(one.facts().stream().limit(FACTS).toList());
    var headline =
        announced.news() == News.FLAPPING
            ? "it changes again and again, now: " + words.headline()
            : words.headline();
    return new Words(headline, facts, words.meaning(), words.action());
  }

  private static Words ofMany(
      Announcement announced, List<SubjectReport> members, List<SubjectReport> remaining) {
    var example = members.getFirst();
    var words = example.words();
    var bucket = bucket(example);
    if (announced.news() == News.RECOVERY) {
      var facts = new ArrayList<String>();
      if (!remaining.isEmpty()) {
        facts.add("Not yet: " + String.join(", ", names(remaining)) + more(remaining.size()) + ".");
      }
      var which =
          remaining.isEmpty()
              ? "all " + announced.together()
              : announced.together() - remaining.size() + " of " + announced.together();
      var headline =
          "%s: %s clusters of bucket %s are well again".formatted(what(example), which, bucket);
      return new Words(headline, facts, "", "");
    }
    return new Words(
        "%s of bucket %s, such as %s: %s%s"
            .formatted(
                Spoken.count(members.size(), "cluster"),
                bucket,
                example.shortName(),
                announced.news() == News.FLAPPING ? "it changes again and again, now: " : "",
                words.headline()),
        List.of(
            "So many at once have one cause, most likely: the way to S3, the bucket's policy or"
                + " lifecycle rules, credentials, or a common host."),
        words.meaning(),
        "Look for what they have in common first. Then, for each: " + words.action());
  }

  private static String what(SubjectReport one) {
    return one.service().equals(Service.BASE_BACKUP.id()) ? "base backups" : "WAL archiving";
  }

  private static String lasting(Announcement announced, Instant now) {
    return Spoken.span(Duration.between(announced.begun(), now));
  }

  private static List<String> names(List<SubjectReport> of) {
    return of.stream().limit(NAMED).map(SubjectReport::cluster).toList();
  }

  private static String more(int all) {
    return all > NAMED ? " and " + (all - NAMED) + " more" : "";
  }

  private static String bucket(SubjectReport one) {
    return one.cluster().replaceFirst("/.*", "");
  }

  private static LogLink.Subject logsOf(Announcement announced, SubjectReport one, Instant now) {
    return new LogLink.Subject(
        announced.isOfMany() ? bucket(one) : one.cluster(),
        announced.isOfMany() ? "" : one.host(),
        one.service(),
        announced.code(),
        announced.begun().minus(BEFORE),
        now);
  }
}
