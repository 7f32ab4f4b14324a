package dev.walwatch.cli.ledger;

import static dev.walwatch.cli.ledger.Scene.MAIN;
import static dev.walwatch.cli.ledger.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Notes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceCommandTest {
  private static final ClusterId OTHER = ClusterId.parse("s3://backups/other");

  private final Scene scene = new Scene().with(MAIN, OTHER);

  @Test
  void aSilenceIsNotedWithItsEndItsReasonAndWhoAskedForIt() {
    var run = scene.silence("main", "--for", "2h", "--reason", "disk  is\nreplaced");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "s3://backups/main is silent until 2026-11-22 17:00:00 UTC (in 2 h), by anna: disk is"
                + " replaced\n");
    assertThat(silences(MAIN))
        .containsExactly(
            new Silencing(NOW, NOW.plus(Duration.ofHours(2)), "anna", "disk is replaced"));
    assertThat(silences(OTHER)).isEmpty();
  }

  @Test
  void theSameSilenceTwiceIsOne() {
    scene.silence("main", "--until", "2026-11-22T17:00:00Z", "--reason", "disk");
    scene.at(NOW.plusSeconds(60));

    var again = scene.silence("main", "--until", "2026-11-22T17:00:00Z", "--reason", "disk");

    assertThat(again.code()).isZero();
    assertThat(again.out()).startsWith("s3://backups/main is silent already: until ");
    assertThat(silences(MAIN)).hasSize(1);
  }

  @Test
  void severalSilencesOverlapAndOneMayBeYetToCome() {
    scene.silence("main", "--for", "2h", "--reason", "disk");
    scene.silence("main", "--for", "1d", "--reason", "network", "--by", "ben");
    scene.silence("main", "--from", "2026-11-23T20:00:00Z", "--for", "1h", "--reason", "upgrade");

    var list = scene.silence("--list");

    assertThat(silences(MAIN)).hasSize(3);
    assertThat(list.out().lines())
        .containsExactly(
            "s3://backups/main until 2026-11-22 17:00:00 UTC (in 2 h), by anna: disk",
            "s3://backups/main until 2026-11-23 15:00:00 UTC (in 24 h), by ben: network",
            "s3://backups/main from 2026-11-23 20:00:00 UTC until 2026-11-23 21:00:00 UTC (in 30 h),"
                + " by anna: upgrade");
  }

  @Test
  void allClustersCanBeSilentAtOnce() {
    var run = scene.silence("--all", "--for", "1h", "--reason", "S3 is down");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(silences(MAIN)).hasSize(1);
    assertThat(silences(OTHER)).hasSize(1);
  }

  @Test
  void endingTakesAllSilencesAndWhatCouldNotBeRead() {
    scene.silence("main", "--for", "2h", "--reason", "disk");
    scene.silence("main", "--from", "2026-11-23T20:00:00Z", "--for", "1h", "--reason", "later");
    var notes = scene.ledger().read(MAIN).silences();
    var facts = new TreeMap<>(notes.facts());
    facts.put("nonsense", "?");
    scene.ledger().save(MAIN, Notes.SILENCES, notes.with(facts));
    assertThat(scene.silence("main", "--list").err())
        .contains("s3://backups/main: the silence nonsense cannot be read");

    var run = scene.silence("main", "--end");

    assertThat(run.out())
        .isEqualToIgnoringNewLines("s3://backups/main is no longer silent: 2 silences ended\n");
    assertThat(scene.ledger().read(MAIN).silences().facts()).isEmpty();
    assertThat(scene.silence("main", "--end").out()).contains("was not silent");
    assertThat(scene.silence("--list").out()).contains("Nothing is silent.");
  }

  @Test
  void whatIsOverIsForgottenAndWhatHoldsOrCannotBeReadIsKept() {
    var old =
        new Silencing(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(8)), "a", "b");
    var holding =
        new Silencing(NOW.minus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(1)), "a", "b");
    var facts = new TreeMap<>(SilencingFacts.of(List.of(old, holding)));
    facts.put("nonsense", "?");
    scene.ledger().save(MAIN, Notes.SILENCES, new CheckState(0, facts));

    scene.silence("main", "--for", "2h", "--reason", "disk");

    assertThat(silences(MAIN)).hasSize(2).contains(holding).doesNotContain(old);
    assertThat(scene.ledger().read(MAIN).silences().facts()).containsKey("nonsense");
  }

  @Test
  void whoIsFasterIsNotOverwritten() {
    var ledger = new InMemoryLedger();
    var editor = new NotesEditor(ledger, Notes.SILENCES);
    var asked = new AtomicInteger();

    var seen =
        editor.edit(
            MAIN,
            facts -> {
              if (asked.incrementAndGet() == 1) {
                ledger.save(MAIN, Notes.SILENCES, new CheckState(0, Map.of("theirs", "1")));
              }
              var after = new TreeMap<>(facts);
              after.put("ours", "2");
              return new NotesEditor.Edit<>(after, facts);
            });

    assertThat(seen).containsOnlyKeys("theirs");
    assertThat(ledger.read(MAIN).silences().facts()).containsOnlyKeys("theirs", "ours");
  }

  @Test
  void manyAtOnceAreAllKept() {
    IntStream.range(0, 8)
        .parallel()
        .forEach(n -> scene.silence("main", "--for", "%dh".formatted(n + 1), "--reason", "r" + n));

    assertThat(silences(MAIN)).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          main --reason x | say when it ends, with --until or --for
          main --for 2h | say why, with --reason TEXT
          main --for 2h --reason= | --reason is blank
          main --for soon --reason x | --for is "soon", not a duration such as 28h
          main --until noon --reason x | --until noon: a moment is written as 2026
          main --until 2026-11-22T14:59:00Z --reason x | --until 2026-11-22T14:59:00Z ends at 2026-11-22 14:59:00 UTC, which is past: it is 2026-11-22 15:00:00 UTC
          main --from 2026-11-20T10:00:00Z --for 2h --reason x | --for 2h ends at 2026-11-20 12:00:00 UTC, which is past
          main --until 2026-11-22T16:00:00Z --from 2026-11-22T17:00:00Z --reason x | ends before it begins
          main --for 31d --reason x | a silence of 31 d would be forgotten long before: choose at most 30 days, or --force
          main --for 1h --until 2026-11-22T16:00:00Z --reason x | mutually exclusive
          main --for 1h --reason x --by= | --by is blank
          main --all --for 1h --reason x | --all means every cluster: leave main out
          --for 1h --reason x | name a CLUSTER, or --all for every one
          maim --for 1h --reason x | there is no cluster "maim", but s3://backups/main: walwatch clusters lists all 2
          """)
  void aWrongCallIsAnsweredWithOneSentenceAndChangesNothing(String arguments, String sentence) {
    var run = scene.silence(arguments.split(" "));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(sentence);
    assertThat(silences(MAIN)).isEmpty();
  }

  @Test
  void aReasonThatIsTooLongIsRefused() {
    var run = scene.silence("main", "--for", "1h", "--reason", "x".repeat(10_000));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("--reason has 10000 characters, and at most 500 are kept");
  }

  @Test
  void whoInsistsIsSilentForLong() {
    var run = scene.silence("main", "--for", "31d", "--reason", "x", "--force");

    assertThat(run.code()).isZero();
    assertThat(silences(MAIN)).hasSize(1);
  }

  @Test
  void hostileTextIsPlain() {
    var run =
        scene.silence("main", "--for", "1h", "--reason", "a\u001b[2J\u202e", "--by", "b\u0007c");

    assertThat(run.out()).contains("by b\ufffdc: a\ufffd[2J\ufffd").doesNotContain("\u001b");
    assertThat(silences(MAIN).getFirst().reason()).doesNotContain("\u001b");
  }

  private List<Silencing> silences(ClusterId cluster) {
    return SilencingFacts.read(scene.ledger().read(cluster).silences().facts()).silences();
  }
}
