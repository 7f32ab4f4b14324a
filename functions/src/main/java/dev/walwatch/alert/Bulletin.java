package dev.walwatch.alert;

import dev.walwatch.alert.Subject.OfCluster;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 *   <li>That it is over is told when half of them have recovered, and when all have.
 * </ul>
 */
public final class Bulletin {
  /** From so many on, one message is easier to read than one for each. */
  static final int MANY = 3;

  /** Clusters do not archive at the same second, and checks are minutes apart. */
  private static final Duration AT_ONCE = Duration.ofMinutes(15);

  private static final Comparator<Subject> BY_KEY = Comparator.comparing(Subject::key);

  private final Instant now;
  private final Map<Subject, Step> steps;
  private final Map<Subject, AlertState> states = new LinkedHashMap<>();
  private final List<Announcement> announcements = new ArrayList<>();

  /**
   * Writes the bulletin of a run.
   *
   * @param steps of every subject that was judged
   */
  public Bulletin(Map<Subject, Step> steps, Instant now) {
    this.now = now;
    this.steps = new TreeMap<>(BY_KEY);
    this.steps.putAll(steps);
    steps.forEach((subject, step) -> states.put(subject, step.after()));

    grouped(this::begins, this::cause).forEach(this::tellBeginning);
    grouped(this::goesOn, this::story).forEach(this::tellMore);
  }

  /** Returns the states of all subjects, as if all announcements had reached people. */
  public Map<Subject, AlertState> states() {
    return Map.copyOf(states);
  }

  /** Returns what people are to be told, the worst first. */
  public List<Announcement> announcements() {
    return announcements.stream()
        .sorted(
            Comparator.comparing(Announcement::severity, Severity.WORST_FIRST)
                .thenComparing(it -> it.members().getFirst(), BY_KEY))
        .toList();
  }

  private Step step(Subject subject) {
    return Objects.requireNonNull(steps.get(subject));
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
    return steps.keySet().stream()
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
    var together = Stream.concat(news.stream(), waitingWith(cause)).sorted(BY_KEY).toList();
    if (together.size() >= MANY) {
      begin(cause, together);
    } else {
      news.forEach(alone -> begin(alone.key(), List.of(alone)));
    }
  }

  private Stream<Subject> waitingWith(String cause) {
    return steps.keySet().stream()
        .filter(subject -> step(subject).waiting() && cause(subject).equals(cause));
  }

  /** Lets a subject that follows the others within minutes take part in what they were told. */
  private boolean joinsAStory(Subject subject) {
    var step = step(subject);
    var story =
        steps.entrySet().stream()
            .filter(other -> isLike(subject, other.getKey()))
            .flatMap(other -> other.getValue().before().told().stream())
            .filter(told -> told.together() >= MANY && told.codes().contains(step.found().code()))
            .filter(told -> isAtOnce(told.begun(), step.after().begun().orElse(now)))
            .filter(told -> !step.found().severity().isWorseThan(told.severity()))
            .findFirst();
    story.ifPresent(told -> states.put(subject, step.after().with(Optional.of(told))));
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
    var story = Names.of(cause, begun, now);
    var opening = new Told.Opening(now, worst(members).severity());
    announce(
        story, news.orElseThrow(), begun, Optional.empty(), members, members.size(), List.of());
    members.forEach(it -> tell(it, story, begun, opening, members.size()));
  }

  private Instant begun(Subject subject) {
    return step(subject).after().begun().orElse(now);
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
    var remaining = news == News.RECOVERY ? othersOf(told.story(), members) : List.<Subject>of();
    if (told.together() < MANY || isWorthAMessage(news, told, members, remaining)) {
      announce(
          told.story(),
          news,
          told.begun(),
          Optional.of(told.opening()),
          members,
          told.together(),
          remaining);
    }
    members.forEach(
        it -> {
          if (news == News.RECOVERY) {
            states.put(it, step(it).after().with(Optional.empty()));
          } else {
            tell(it, told.story(), told.begun(), told.opening(), told.together());
          }
        });
  }

  private List<Subject> othersOf(String story, List<Subject> members) {
    return steps.keySet().stream()
        .filter(it -> !members.contains(it) && isTold(it, story))
        .toList();
  }

  private boolean isTold(Subject subject, String story) {
    return step(subject).before().told().filter(it -> it.story().equals(story)).isPresent();
  }

  private boolean isWorthAMessage(
      News news, Told told, List<Subject> members, List<Subject> remaining) {
    return switch (news) {
      case RECOVERY -> {
        int half = told.together() / 2;
        boolean crossesHalf = remaining.size() <= half && remaining.size() + members.size() > half;
        yield remaining.isEmpty() || crossesHalf;
      }
      case WORSE, BETTER -> {
        var severity = step(members.getFirst()).found().severity();
        yield othersOf(told.story(), members).stream()
            .noneMatch(it -> toldOf(it).severity() == severity);
      }
      default -> true;
    };
  }

  private void tell(
      Subject subject, String story, Instant begun, Told.Opening opening, int together) {
    var step = step(subject);
    var found = step.found();
    var codes = Stream.of(found.code());
    var before = step.before().told().map(Told::codes).stream().flatMap(Collection::stream);
    var worst = step.after().flapping() ? step.after().history().worst() : found.severity();
    var told =
        new Told(
            story,
            begun,
            opening,
            worst,
            now,
            found.losses(),
            together,
            Stream.concat(codes, before).collect(Collectors.toSet()));
    states.put(subject, step.after().with(Optional.of(told)));
  }

  private void announce(
      String story,
      News news,
      Instant begun,
      Optional<Told.Opening> opening,
      List<Subject> members,
      int together,
      List<Subject> remaining) {
    var worst = worst(members);
    var keys = members.stream().map(Subject::key).collect(Collectors.joining("\n"));
    announcements.add(
        new Announcement(
            Names.of(story + " " + news.id() + " " + keys, now, now),
            story,
            news,
            worst.severity(),
            worst.code(),
            begun,
            opening,
            members,
            together,
            remaining));
  }

  private Observation worst(List<Subject> members) {
    return members.stream()
        .map(it -> step(it).found())
        .min(Comparator.comparing(Observation::severity, Severity.WORST_FIRST))
        .orElseThrow();
  }
}
