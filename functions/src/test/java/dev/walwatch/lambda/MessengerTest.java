package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.alert.AlertRules;
import dev.walwatch.alert.Observation;
import dev.walwatch.alert.Subject.OfCluster;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.report.Message;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.report.Runbook;
import dev.walwatch.report.SubjectReport;
import dev.walwatch.report.Words;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessengerTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Observation FINE = Observation.of(Severity.OK, "wal-flows");
  private static final Observation BROKEN =
      new Observation(Severity.CRITICAL, "wal-gap", 1, true, false);

  private final Mailbox mail = new Mailbox();
  private final Map<String, CheckState> notebook = new HashMap<>();
  private int writes;
  private int writesUntilDeath = Integer.MAX_VALUE;
  private final Set<String> unwritable = new HashSet<>();

  /** The process is gone: nothing after this happens. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void writesNothingWhileNothingChanges() {
    for (int check = 0; check < 20; check++) {
      tell(Map.of("backups/a/", FINE), check);
    }
    int before = writes;

    tell(Map.of("backups/a/", FINE), 21);

    assertThat(writes).isEqualTo(before);
  }

  @Test
  void publishesWhatItWroteDownAndStrikesItOut() {
    tell(Map.of("backups/a/", FINE), 0);

    var outcome = tell(Map.of("backups/a/", BROKEN), 1);

    assertThat(outcome).isEqualTo(new Messenger.Outcome(1, List.of(), List.of()));
    assertThat(mail.inShort()).containsExactly("problem CRITICAL a wal-archiving");
    assertThat(unsent()).isEmpty();
  }

  @Test
  void repeatsUnderTheSameIdWhateverItWasKilledBetween() {
    var all = Map.of("backups/a/", BROKEN, "backups/b/", BROKEN, "backups/c/", BROKEN);
    for (int deadly = 1; deadly <= 6; deadly++) {
      notebook.clear();
      var before = mail.messages().size();
      writesUntilDeath = deadly;

      assertThatThrownBy(() -> tell(all, 0)).describedAs("write %d", deadly).isNotNull();
      writesUntilDeath = Integer.MAX_VALUE;
      tell(all, 1);
      tell(all, 2);

      var told = mail.messages().subList(before, mail.messages().size());
      var clusters = told.stream().flatMap(it -> clustersOf(it).stream());
      assertThat(clusters)
          .describedAs("killed at write %d", deadly)
          .contains("backups/a/", "backups/b/", "backups/c/");
      assertThat(told.stream().map(Message::id).distinct().count())
          .describedAs("killed at write %d", deadly)
          .isLessThanOrEqualTo(2);
      assertThat(unsent()).isEmpty();
    }
  }

  @Test
  void tellsOfTheWorstFirstAndGivesUpOnATopicThatTakesNothing() {
    mail.refuses = true;
    var failed = tell(Map.of("backups/a/", BROKEN, "other/b/", BROKEN), 0);
    mail.refuses = false;

    var later = tell(Map.of("backups/a/", FINE, "other/b/", FINE), 1);

    assertThat(failed.unsent())
        .containsExactly(
            "backups/a/: a headline: the mailbox is full",
            "other/b/: a headline: the mailbox is full");
    assertThat(later.published()).isEqualTo(4);
    assertThat(mail.inShort())
        .containsExactly(
            "problem CRITICAL a wal-archiving",
            "problem CRITICAL b wal-archiving",
            "recovery OK a wal-archiving",
            "recovery OK b wal-archiving");
    assertThat(unsent()).isEmpty();
  }

  @Test
  void givesUpAMessageThatIsRefusedForGoodAndPublishesTheOthers() {
    mail.neverTakes = "a";

    var outcome = tell(Map.of("backups/a/", BROKEN, "other/b/", BROKEN), 0);

    assertThat(mail.inShort()).containsExactly("problem CRITICAL b wal-archiving");
    assertThat(outcome.published()).isEqualTo(1);
    assertThat(outcome.failures()).containsExactly("backups/a/: a headline: not this one");
    assertThat(outcome.unsent()).isEmpty();
    assertThat(unsent()).isEmpty();
  }

  @Test
  void publishesNothingThatItCouldNotWriteDown() {
    unwritable.add("backups/a/");
    var failed = tell(Map.of("backups/a/", BROKEN), 0);
    unwritable.clear();

    tell(Map.of("backups/a/", BROKEN), 1);

    assertThat(failed.failures()).singleElement().asString().startsWith("backups/a/: ");
    assertThat(mail.inShort()).containsExactly("problem CRITICAL a wal-archiving");
  }

  @Test
  void givesUpAMessageThatCannotBeReadAnyMoreAndSaysSo() {
    notebook.put("backups/a/", new CheckState(1, Map.of("unsent 3f2a", "{\"id\":3")));

    var outcome = tell(Map.of("backups/a/", FINE), 0);

    assertThat(outcome.failures()).singleElement().asString().contains("3f2a");
    assertThat(unsent()).isEmpty();
  }

  @Test
  void givesUpTheOldestMessagesWhereSnsTakesNothingForWeeks() {
    mail.refuses = true;
    var outcomes =
        IntStream.range(0, 400).mapToObj(n -> tell(Map.of("backups/a/", BROKEN), 100 * n)).toList();

    assertThat(outcomes)
        .anyMatch(it -> it.failures().stream().anyMatch(line -> line.contains("given up")));
    assertThat(state("backups/a/").facts().toString().length()).isBetween(200_000, 350_000);
  }

  @Test
  void keepsWhatWasToldOfAServiceThatIsNotJudgedNow() {
    tell(Map.of("backups/a/", BROKEN), 0);

    var attention = new Attention(state("backups/a/"), Map.of());
    messenger().tell(Map.of("backups/a/", attention), Set.of(), this::write, NOON.plusSeconds(300));
    tell(Map.of("backups/a/", FINE), 2);

    assertThat(mail.inShort())
        .containsExactly("problem CRITICAL a wal-archiving", "recovery OK a wal-archiving");
  }

  private Messenger.Outcome tell(Map<String, Observation> found, int check) {
    var all = new TreeMap<String, Attention>();
    found.forEach((whose, observation) -> all.put(whose, attention(whose, observation)));
    return messenger().tell(all, Set.of(), this::write, NOON.plusSeconds(300L * check));
  }

  private Messenger messenger() {
    return new Messenger(Optional.of(mail), new MessageWriter(Runbook.DEFAULT, Optional.empty()));
  }

  private Attention attention(String whose, Observation observation) {
    var subject = new OfCluster(ClusterId.parse(whose), Service.WAL_ARCHIVING);
    var words =
        new Words("a headline", List.of("A fact.", "x".repeat(1900)), "It means.", "Do this.");
    return new Attention(
        state(whose),
        Map.of(
            "wal-archiving",
            new Attention.Found(
                subject,
                observation,
                Optional.of(AlertRules.DEFAULT),
                new SubjectReport(whose, "host", "wal-archiving", words, ""))));
  }

  private CheckState state(String whose) {
    return notebook.getOrDefault(whose, CheckState.NONE);
  }

  private synchronized CheckState write(String whose, CheckState facts) {
    if (unwritable.contains(whose)) {
      throw new WalwatchException("the page is torn");
    }
    if (--writesUntilDeath < 0) {
      throw new Killed();
    }
    writes++;
    var next = new CheckState(facts.version() + 1, facts.facts());
    notebook.put(whose, next);
    if (writesUntilDeath == 0) {
      throw new Killed();
    }
    return next;
  }

  private List<String> unsent() {
    return notebook.values().stream()
        .flatMap(state -> state.facts().keySet().stream())
        .filter(MessageFacts::isOne)
        .toList();
  }

  private static List<String> clustersOf(Message message) {
    return message.clusters().isEmpty() ? List.of(message.cluster()) : message.clusters();
  }
}
