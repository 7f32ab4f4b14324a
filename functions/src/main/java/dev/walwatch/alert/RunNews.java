package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of all subjects in one run, and what was announced of them so far. */
final class RunNews {
  static final Comparator<Subject> BY_KEY = Comparator.comparing(Subject::key);

  private final Instant now;
  private final Map<Subject, Step> steps;
  private final Map<Subject, AlertState> states = new LinkedHashMap<>();
  private final List<Announcement> announcements = new ArrayList<>();

  RunNews(Map<Subject, Step> steps, Instant now) {
    this.now = now;
    this.steps = new TreeMap<>(BY_KEY);
    this.steps.putAll(steps);
    steps.forEach((subject, step) -> states.put(subject, step.after()));
  }

  Instant now() {
    return now;
  }

  /** Returns all subjects, sorted. */
  Set<Subject> subjects() {
    return steps.keySet();
  }

  Step step(Subject subject) {
    return Objects.requireNonNull(steps.get(subject));
  }

  /** Returns the state that a subject has by now. */
  AlertState state(Subject subject) {
    return Objects.requireNonNull(states.get(subject));
  }

  Map<Subject, AlertState> states() {
    return Map.copyOf(states);
  }

  List<Announcement> announcements() {
    return List.copyOf(announcements);
  }

  /** Lets a subject's people know this, or nothing any more. */
  void know(Subject subject, Optional<Told> told) {
    states.put(subject, step(subject).after().with(told));
  }

  void tell(
      Subject subject,
      String story,
      Instant begun,
      Told.Opening opening,
      int together,
      Instant at) {
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
            at,
            found.losses(),
            together,
            Stream.concat(codes, before).collect(Collectors.toSet()));
    know(subject, Optional.of(told));
  }

  void announce(
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
            news == News.FLAPPING ? worstOf(members) : worst.severity(),
            worst.code(),
            begun,
            opening,
            members,
            together,
            remaining));
  }

  /** What flaps may be well at this moment; how bad it gets is what counts. */
  private Severity worstOf(List<Subject> members) {
    return Severity.worst(members.stream().map(it -> step(it).after().history().worst()).toList());
  }

  Observation worst(List<Subject> members) {
    return members.stream()
        .map(it -> step(it).found())
        .min(Comparator.comparing(Observation::severity, Severity.WORST_FIRST))
        .orElseThrow();
  }
}
