package dev.walwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.Subject.OfCluster;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertStateTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(5);
  private static final Subject SUBJECT =
      new OfCluster(ClusterId.parse("s3://backups/main"), Service.WAL_ARCHIVING);

  /**
   * A check every five minutes. Found: OK, WARNING, CRITICAL, UNKNOWN; c is CRITICAL beyond doubt;
   * a letter after m is found while the subject is muted. Told, below it: P problem, X worse, B
   * better, R recovery, F flapping, a dot for nothing.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all is well                                      | OOOO                   | ....
          a problem is told when it lasted one more check  | OCC                    | ..P
          one bad check is no problem                      | OCOO                   | ....
          and again, one is none                           | OCOCO                  | .....
          what is bad from the beginning                   | CCC                    | .P.
          a warning                                        | OWWW                   | ..P.
          beyond doubt is told at once                     | Oc                     | .P
          beyond doubt at the first check                  | c                      | P
          told once                                        | OccCC                  | .P...
          worse at once                                    | WWC                    | .PX
          a warning confirms that all is not well          | OWC                    | ..P
          worse once                                       | WWCCC                  | .PX..
          better when it lasted                            | CCWW                   | .P.B
          better, then worse again at once                 | CCWWC                  | .P.BX
          a dip is not better                              | CCWCC                  | .P...
          over at once                                     | CCO                    | .PR
          over is told once                                | CCOO                   | .PR.
          over only if it was told                         | COO                    | ...
          and it may come again                            | CCOCC                  | .PR.P
          nothing known                                    | OUU                    | ..P
          nothing known is not worse than bad              | CCUU                   | .P..
          nothing known does not take back                 | CCUUCC                 | .P....
          nothing known, then all well                     | CCUUO                  | .P..R
          nothing known, then bad                          | UUCC                   | .P.X
          nothing known does not confirm bad               | UCC                    | ..P
          bad confirms that nothing is known for sure      | CUU                    | .P.
          muted is not told                                | OmCmCmC                | ....
          what is still bad afterwards is told at once     | OmCmCC                 | ...P
          what is over afterwards was never told           | OmCmCO                 | ....
          that it is over waits for the end of the silence | CCmOmOO                | .P..R
          over and bad again within a silence              | CCmOmCC                | .P...
          beyond doubt is muted as well                    | OmcmcC                 | ...P
          """)
  void tellsPeople(String why, String found, String told) {
    assertThat(newsOf(found, new AlertRules(1, Optional.empty()))).describedAs(why).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"0, OCO, .PR", "1, OCCC, ..P.", "3, OCCCCC, ....P.", "3, OCCCOC, ......"})
  void confirmsAsOftenAsTheRulesSay(int confirm, String found, String told) {
    assertThat(newsOf(found, new AlertRules(confirm, Optional.empty()))).isEqualTo(told);
  }

  @Test
  void remindsOfWhatIsCriticalOnly() {
    var rules = new AlertRules(0, Optional.of(Duration.ofMinutes(15)));

    assertThat(newsOf("CCCCCCCC", rules)).isEqualTo("P..M..M.");
    assertThat(newsOf("WWWWWWWW", rules)).isEqualTo("P.......");
    assertThat(newsOf("CCWWWWCCCC", new AlertRules(1, Optional.of(Duration.ofMinutes(15)))))
        .isEqualTo(".P.B..X..M");
  }

  /** The sixth change of the last twenty checks is one too many, the history forgets in time. */
  @Test
  void saysOnceThatItFlapsAndNoMoreUntilItIsSteady() {
    var flaps = newsOf("OCCOOCCOOCCOOCC", new AlertRules(1, Optional.empty()));
    var steady = newsOf("OCCOOCCOOCCOOCC" + "O".repeat(20), new AlertRules(1, Optional.empty()));

    assertThat(flaps).isEqualTo("..PR..PR..PF...");
    assertThat(steady.substring(15).replace(".", "")).isEqualTo("R");
  }

  @Test
  void flapsWithoutASingleConfirmedProblem() {
    assertThat(newsOf("OCOCOCOC", new AlertRules(1, Optional.empty()))).isEqualTo("......F.");
  }

  @Test
  void tellsWhatIsBeyondDoubtEvenOfWhatFlaps() {
    assertThat(newsOf("OWOWOWOc", new AlertRules(1, Optional.empty()))).isEqualTo("......FX");
  }

  @Test
  void tellsAfterAnHourThatMoreIsLost() {
    var first = step(AlertState.NEW, loss("wal-gap", 1), NOON);
    var soon = step(first.state(), loss("wal-gap", 2), NOON.plus(BETWEEN_CHECKS));
    var later = step(soon.state(), loss("wal-gap", 3), NOON.plus(Duration.ofHours(1)));
    var known = step(later.state(), loss("wal-gap", 3), NOON.plus(Duration.ofHours(3)));
    var another = step(known.state(), loss("wal-gone", 1), NOON.plus(Duration.ofHours(4)));
    var back = step(another.state(), loss("wal-gap", 1), NOON.plus(Duration.ofHours(6)));

    assertThat(first.news()).contains(News.PROBLEM);
    assertThat(soon.news()).isEmpty();
    assertThat(later.news()).contains(News.CHANGED);
    assertThat(known.news()).isEmpty();
    assertThat(another.news()).contains(News.CHANGED);
    assertThat(back.news()).isEmpty();
  }

  @Test
  void isNotConfirmedByARunThatIsRepeatedForTheSameMoment() {
    var bad = observation('W');
    var once = AlertState.NEW.after(bad, false, AlertRules.DEFAULT, NOON).after();
    var repeated = once.after(bad, false, AlertRules.DEFAULT, NOON);
    var next = repeated.after().after(bad, false, AlertRules.DEFAULT, NOON.plusSeconds(300));

    assertThat(repeated.news()).isEmpty();
    assertThat(next.news()).contains(News.PROBLEM);
  }

  @Test
  void keepsOneStoryFromTheProblemToTheRecovery() {
    var problem = bulletin(AlertState.NEW, loss("wal-gap", 1), NOON);
    var state = stateIn(problem);
    var recovery =
        bulletin(state, Observation.of(Severity.OK, "wal-flows"), NOON.plus(BETWEEN_CHECKS));
    var again =
        bulletin(stateIn(recovery), loss("wal-gap", 1), NOON.plus(BETWEEN_CHECKS.multipliedBy(2)));

    var told = problem.announcements().getFirst();
    assertThat(recovery.announcements().getFirst().story()).isEqualTo(told.story());
    assertThat(recovery.announcements().getFirst().begun()).isEqualTo(NOON);
    assertThat(recovery.announcements().getFirst().id()).isNotEqualTo(told.id());
    assertThat(again.announcements().getFirst().story()).isNotEqualTo(told.story());
  }

  @Test
  void staysTheSameWhileAllIsWell() {
    var state = AlertState.NEW;
    for (int check = 0; check < 30; check++) {
      state = step(state, Observation.of(Severity.OK, "fine"), NOON.plusSeconds(check)).state();
    }

    var next = step(state, Observation.of(Severity.OK, "fine"), NOON.plusSeconds(99)).state();

    assertThat(next).isEqualTo(state);
  }

  private record After(AlertState state, Optional<News> news) {}

  private static String newsOf(String found, AlertRules rules) {
    var state = AlertState.NEW;
    var told = new StringBuilder();
    var now = NOON;
    boolean muted = false;
    for (int i = 0; i < found.length(); i++) {
      char letter = found.charAt(i);
      if (letter == 'm') {
        muted = true;
        continue;
      }
      var step = state.after(observation(letter), muted, rules, now);
      var bulletin = new Bulletin(Map.of(SUBJECT, step), Set.of(), now);
      state = stateIn(bulletin);
      told.append(bulletin.announcements().isEmpty() ? '.' : letter(step.news().orElseThrow()));
      now = now.plus(BETWEEN_CHECKS);
      muted = false;
    }
    return told.toString();
  }

  private static After step(AlertState before, Observation found, Instant now) {
    var bulletin = bulletin(before, found, now);
    return new After(
        stateIn(bulletin), bulletin.announcements().stream().map(Announcement::news).findFirst());
  }

  private static Bulletin bulletin(AlertState before, Observation found, Instant now) {
    var rules = new AlertRules(0, Optional.empty());
    return new Bulletin(Map.of(SUBJECT, before.after(found, false, rules, now)), Set.of(), now);
  }

  private static AlertState stateIn(Bulletin bulletin) {
    return Objects.requireNonNull(bulletin.states().get(SUBJECT));
  }

  private static Observation loss(String code, int losses) {
    return new Observation(Severity.CRITICAL, code, losses, false, false);
  }

  private static Observation observation(char letter) {
    return switch (letter) {
      case 'O' -> Observation.of(Severity.OK, "fine");
      case 'W' -> Observation.of(Severity.WARNING, "bad");
      case 'C' -> Observation.of(Severity.CRITICAL, "bad");
      case 'c' -> new Observation(Severity.CRITICAL, "bad", 1, true, false);
      default -> Observation.of(Severity.UNKNOWN, "not-judged");
    };
  }

  private static char letter(News news) {
    return switch (news) {
      case PROBLEM -> 'P';
      case WORSE -> 'X';
      case CHANGED -> 'H';
      case BETTER -> 'B';
      case REMINDER -> 'M';
      case RECOVERY -> 'R';
      case FLAPPING -> 'F';
      case TEST -> 'T';
    };
  }
}
