package dev.walwatch.alert;

import dev.walwatch.alert.Subject.OfCluster;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people are told after one run over all subjects: of many with one cause once, not many
 * times.
 *
 * <ul>
 *   <li>Several clusters of one bucket that turn bad in the same way at once are one story. Those
 *       that only wait to be confirmed belong to it, and so do those that follow within minutes.
 *   <li>What becomes of a story of many is told once, whoever of them comes later.
 *   <li>That it is over is told when half of them have recovered, and when all have; not that all
 *       have while some cluster of the bucket could not be judged.
 * </ul>
 */
public final class Bulletin {
  /** From so many on, one message is easier to read than one for each. */
  static final int MANY = 3;

  /** Clusters do not archive at the same second, and checks are minutes apart. */
  private static final Duration AT_ONCE = Duration.ofMinutes(15);

  /** Of a story something is said once in so long, whoever of it has something to say. */
  private static final Duration RECENTLY = Duration.ofHours(1);

  private final RunNews run;
  private final Set<String> unknown;

  /**
   * Writes the bulletin of a run.
   *
   * @param steps of every subject that was judged
   * @param unknown the buckets of which some cluster could not be judged
   */
  public Bulletin(Map<Subject, Step> steps, Set<String> unknown, Instant now) {
    this.run = new RunNews(steps, now);
    this.unknown = Set.copyOf(unknown);

    grouped(this::begins, this::cause).forEach(this::tellBeginning);
    grouped(this::goesOn, this::story).forEach(this::tellMore);
  }

  /** Returns the states of all subjects, as if all announcements had reached people. */
  public Map<Subject, AlertState> states() {
    return run.states();
  }

  /** Returns what people are to be told, the worst first. */
  public List<Announcement> announcements() {
    return run.announcements().stream()
        .sorted(
            Comparator.comparing(Announcement::severity, Severity.WORST_FIRST)
                .thenComparing(it -> it.members().getFirst(), RunNews.BY_KEY))
        .toList();
  }

  private Step step(Subject subject) {
    return run.step(subject);
  }

  private boolean begins(Subject subject) {
    var step = step(subject);
    return step.news().isPresent() && step.before().told().isEmpty();
  }

  private boolean goesOn(Subject subject) {
    return step(subject).news().isPresent() && !begins(subject);
  }

  private Map<String, List<Subject>> grouped(
      Predicate<Subject> which, Function<Subject, String> key) {
    return run.subjects().stream()
        .filter(which)
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  /** What makes two beginnings one: the watcher is alone with its own. */
  private String cause(Subject subject) {
    var found = step(subject).found();
    var news = step(subject).news().orElse(News.PROBLEM);
    return switch (subject) {
      case OfCluster(var cluster, var service) ->
          String.join(" ", cluster.bucket(), service.id(), found.code(), news.id());
      case Subject.Watcher watcher -> watcher.key();
    };
  }

  private void tellBeginning(String cause, List<Subject> confirmed) {
    var late = confirmed.stream().filter(this::joinsAStory).toList();
    var news = new ArrayList<>(confirmed);
    news.removeAll(late);
    if (news.isEmpty()) {
      return;
    }
    var together = Stream.concat(news.stream(), waitingWith(cause)).sorted(RunNews.BY_KEY).toList();
    if (together.size() >= MANY) {
      begin(cause, together);
    } else {
      news.forEach(alone -> begin(alone.key(), List.of(alone)));
    }
  }

  private Stream<Subject> waitingWith(String cause) {
    return run.subjects().stream()
        .filter(subject -> step(subject).waiting() && cause(subject).equals(cause));
  }

  /** Lets a subject that follows the others within minutes take part in what they were told. */
  private boolean joinsAStory(Subject subject) {
    var step = step(subject);
    var story =
        run.subjects().stream()
            .filter(other -> isLike(subject, other))
            .map(run::step)
            // a story that ends just now is nobody's any more
            .filter(other -> other.found().severity() != Severity.OK)
            .flatMap(other -> other.before().told().stream())
            .filter(told -> told.together() >= MANY && told.codes().contains(step.found().code()))
            .filter(told -> isAtOnce(told.begun(), step.after().begun().orElse(run.now())))
            .filter(told -> !step.found().severity().isWorseThan(told.severity()))
            .findFirst();
    story.ifPresent(told -> run.know(subject, story));
    return story.isPresent();
  }

  private static boolean isAtOnce(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(AT_ONCE) <= 0;
  }

  private static boolean isLike(Subject one, Subject other) {
    return one instanceof OfCluster(var cluster, var service)
        && other instanceof OfCluster(var otherCluster, var otherService)
        && service == otherService
        && cluster.bucket().equals(otherCluster.bucket());
  }

  private void begin(String cause, List<Subject> members) {
    var begun = members.stream().map(this::begun).min(Comparator.naturalOrder()).orElseThrow();
    var news = members.stream().flatMap(it -> step(it).news().stream()).findFirst();
    var story = Names.of(cause, begun, run.now());
    var opening = new Told.Opening(run.now(), run.worst(members).severity());
    run.announce(
        story, news.orElseThrow(), begun, Optional.empty(), members, members.size(), List.of());
    members.forEach(it -> run.tell(it, story, begun, opening, members.size(), run.now()));
  }

  private Instant begun(Subject subject) {
    return step(subject).after().begun().orElse(run.now());
  }

  private String story(Subject subject) {
    var step = step(subject);
    var story = toldOf(subject).story();
    var key = story + " " + step.news().orElseThrow() + " " + step.found().severity();
    return toldOf(subject).together() >= MANY ? key : key + " " + subject.key();
  }

  private Told toldOf(Subject subject) {
    return step(subject).before().told().orElseThrow();
  }

  private void tellMore(String key, List<Subject> members) {
    var first = members.getFirst();
    var told = toldOf(first);
    var news = step(first).news().orElseThrow();
    var others = othersOf(told.story(), members);
    if (news == News.RECOVERY) {
      tellRecovery(told, members, others);
      return;
    }
    var said =
        told.together() < MANY ? Optional.<Instant>empty() : said(told.story(), members, news);
    if (said.isEmpty()) {
      run.announce(
          told.story(),
          news,
          told.begun(),
          Optional.of(told.opening()),
          members,
          told.together(),
          List.of());
    }
    var at = said.orElse(run.now());
    members.forEach(
        it -> run.tell(it, told.story(), told.begun(), told.opening(), told.together(), at));
  }

  private void tellRecovery(Told told, List<Subject> members, List<Subject> remaining) {
    boolean isOfMany = told.together() >= MANY;
    if (isOfMany && remaining.isEmpty() && isUnknown(members.getFirst())) {
      // it waits for the run that knows of all
      return;
    }
    int all = Math.max(told.together(), members.size() + remaining.size());
    boolean crossesHalf =
        remaining.size() <= all / 2 && remaining.size() + members.size() > all / 2;
    if (!isOfMany || remaining.isEmpty() || crossesHalf) {
      run.announce(
          told.story(),
          News.RECOVERY,
          told.begun(),
          Optional.of(told.opening()),
          members,
          all,
          remaining);
    }
    members.forEach(it -> run.know(it, Optional.empty()));
  }

  private boolean isUnknown(Subject subject) {
    return subject instanceof OfCluster(var cluster, _) && unknown.contains(cluster.bucket());
  }

  private List<Subject> othersOf(String story, List<Subject> members) {
    return run.subjects().stream()
        .filter(it -> !members.contains(it) && isTold(it, story))
        .toList();
  }

  /** Those count that were told before this run, and those that joined in it. */
  private boolean isTold(Subject subject, String story) {
    var joined = run.state(subject).told();
    return Stream.of(step(subject).before().told(), joined)
        .flatMap(Optional::stream)
        .anyMatch(it -> it.story().equals(story));
  }

  /** Returns when the same was said of others of the story; empty when it is to be said now. */
  private Optional<Instant> said(String story, List<Subject> members, News news) {
    var severity = step(members.getFirst()).found().severity();
    return othersOf(story, members).stream()
        .flatMap(it -> step(it).before().told().stream())
        .filter(
            it ->
                switch (news) {
                  case WORSE, BETTER -> it.severity() == severity;
                  default -> Duration.between(it.at(), run.now()).compareTo(RECENTLY) < 0;
                })
        .map(Told::at)
        .max(Comparator.naturalOrder());
  }
}
