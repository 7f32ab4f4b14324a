package dev.walwatch.lambda;

import dev.walwatch.alert.AlertFacts;
import dev.walwatch.alert.AlertRules;
import dev.walwatch.alert.Bulletin;
import dev.walwatch.alert.Step;
import dev.walwatch.alert.Subject;
import dev.walwatch.delivery.MessagePublisher;
import dev.walwatch.delivery.NotPublishedException;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.report.Message;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.report.SubjectReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells people what there is to be told after a run.
 *
 * <p>A message and the state that it comes from are written down together, then it is published,
 * then struck out. Whoever dies in between, the next run publishes what is written down, under the
 * same id: a message may come twice, and is never lost.
 */
final class Messenger {

  /** Where it is written down. */
  interface Notebook {
    /**
     * Saves the facts of a cluster or of the watcher.
     *
     * @throws dev.walwatch.WalwatchException when that is not possible
     */
    CheckState save(String whose, CheckState facts);
  }

  /**
   * What came of it.
   *
   * @param published how many messages reached the topic
   * @param unsent those that are still to be published and why, a line each
   * @param failures what went wrong, a line each
   */
  record Outcome(int published, List<String> unsent, List<String> failures) {}

  private final Optional<MessagePublisher> publisher;
  private final MessageWriter writer;

  /**
   * @param publisher where messages go; empty when nobody is to be told
   */
  Messenger(Optional<MessagePublisher> publisher, MessageWriter writer) {
    this.publisher = publisher;
    this.writer = writer;
  }

  /**
   * Tells people.
   *
   * @param all what was found, by whose it is
   * @param unknown the buckets of which some cluster could not be judged
   */
  Outcome tell(Map<String, Attention> all, Set<String> unknown, Notebook notebook, Instant now) {
    var failures = new ArrayList<String>();
    var drafts = drafts(all, unknown, now, failures);

    var saved = save(drafts, Set.of(), before(all), notebook, failures);
    var toSend = new TreeMap<String, Message>();
    drafts.forEach(
        (whose, draft) -> {
          if (saved.containsKey(whose)) {
            toSend.putAll(draft.unsent());
          }
        });
    var sent = publish(toSend, failures);

    var told = new LinkedHashMap<>(drafts);
    told.keySet().retainAll(saved.keySet());
    told.values()
        .removeIf(draft -> draft.unsent().keySet().stream().noneMatch(sent.done()::contains));
    save(told, sent.done(), saved, notebook, failures);
    return new Outcome(sent.published(), sent.unsent(), List.copyOf(failures));
  }

  private static Map<String, CheckState> before(Map<String, Attention> all) {
    var before = new HashMap<String, CheckState>();
    all.forEach((whose, attention) -> before.put(whose, attention.facts()));
    return before;
  }

  private Map<String, Draft> drafts(
      Map<String, Attention> all, Set<String> unknown, Instant now, List<String> failures) {
    var bulletin = new Bulletin(steps(all, now), unknown, now);
    var reports = new HashMap<Subject, SubjectReport>();
    all.values()
        .forEach(
            it -> it.found().values().forEach(one -> reports.put(one.subject(), one.report())));
    var news = new HashMap<Subject, Map<String, Message>>();
    for (var announced : bulletin.announcements()) {
      var message = writer.write(announced, it -> Objects.requireNonNull(reports.get(it)), now);
      announced
          .members()
          .forEach(it -> news.computeIfAbsent(it, _ -> new TreeMap<>()).put(message.id(), message));
    }
    var drafts = new LinkedHashMap<String, Draft>();
    all.forEach(
        (whose, attention) -> {
          var left = MessageFacts.read(attention.facts().facts());
          left.failures().forEach(failure -> failures.add(whose + ": " + failure));
          var unsent = new TreeMap<>(left.messages());
          attention
              .found()
              .values()
              .forEach(it -> unsent.putAll(news.getOrDefault(it.subject(), Map.of())));
          var kept = MessageFacts.newestThatFit(unsent.values());
          if (kept.size() < unsent.size()) {
            failures.add(
                "%s: %d unsent messages are given up, since newer ones fill its item"
                    .formatted(whose, unsent.size() - kept.size()));
          }
          var byId = kept.stream().collect(Collectors.toMap(Message::id, it -> it));
          drafts.put(whose, new Draft(attention, bulletin.states(), byId));
        });
    return drafts;
  }

  private static Map<Subject, Step> steps(Map<String, Attention> all, Instant now) {
    var steps = new HashMap<Subject, Step>();
    for (var attention : all.values()) {
      attention
          .found()
          .forEach(
              (name, found) ->
                  steps.put(
                      found.subject(),
                      AlertFacts.read(name, attention.facts().facts())
                          .after(
                              found.observation(),
                              found.rules().isEmpty(),
                              found.rules().orElse(AlertRules.DEFAULT),
                              now)));
    }
    return steps;
  }

  /** Returns what is saved now; without those that could not be. */
  private static Map<String, CheckState> save(
      Map<String, Draft> drafts,
      Set<String> published,
      Map<String, CheckState> before,
      Notebook notebook,
      List<String> failures) {
    Map<String, CheckState> saved = new ConcurrentHashMap<>();
    var failed =
        AtOnce.map(
            drafts.entrySet(),
            entry -> {
              var whose = entry.getKey();
              var last = before.getOrDefault(whose, CheckState.NONE);
              var next = entry.getValue().facts(last, published);
              try {
                // nothing is written while nothing changes
                saved.put(whose, next.equals(last) ? last : notebook.save(whose, next));
                return Optional.<String>empty();
              } catch (RuntimeException e) {
                return Optional.of(whose + ": " + Reasons.of(e));
              }
            });
    failed.stream().flatMap(Optional::stream).forEach(failures::add);
    return saved;
  }

  /**
   * What became of messages.
   *
   * @param published how many reached the topic
   * @param done the ids of those that need not be kept: published, refused for good, or for nobody
   * @param unsent those that are still to be published and why, a line each
   */
  private record Sent(int published, Set<String> done, List<String> unsent) {}

  private Sent publish(Map<String, Message> messages, List<String> failures) {
    if (publisher.isEmpty()) {
      return new Sent(0, messages.keySet(), List.of());
    }
    int published = 0;
    var done = new HashSet<String>();
    var unsent = new ArrayList<String>();
    var stopped = Optional.<String>empty();
    for (var message : MessageWriter.worstFirst(messages.values())) {
      var what = message.cluster() + ": " + message.headline() + ": ";
      if (stopped.isPresent()) {
        unsent.add(what + stopped.get());
        continue;
      }
      try {
        publisher.get().publish(message);
        published++;
        done.add(message.id());
      } catch (NotPublishedException e) {
        var reason = String.valueOf(e.getMessage());
        if (e.isAboutTheMessage()) {
          failures.add(what + reason);
          done.add(message.id());
        } else {
          // a topic that takes nothing takes no other either, and each would cost its time-out
          unsent.add(what + reason);
          stopped = Optional.of(reason);
        }
      }
    }
    return new Sent(published, done, List.copyOf(unsent));
  }
}
