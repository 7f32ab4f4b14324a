package dev.walwatch.cli.ledger;

import static dev.walwatch.cli.ledger.Scene.MAIN;
import static dev.walwatch.cli.ledger.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.Notes;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.wal.SegmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AckCommandTest {
  private static final String SIX = "000000010000000000000006";
  private static final String SEVEN = "000000010000000000000007";

  private final Scene scene = new Scene().withGap(MAIN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000010000000000000006",
        "000000010000000000000007",
        "000000010000000000000006-000000010000000000000007"
      })
  void aSegmentOfAGapStandsForAllOfIt(String gap) {
    var other = new Scene().withGap(MAIN);

    var run = other.ack("main", gap, "--for-good", "--reason", "lost");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "s3://backups/main: acknowledged: %s to %s for good, by anna: lost\n"
                .formatted(SIX, SEVEN));
    assertThat(acknowledged(other)).containsExactly(ack(SIX, SEVEN, "lost", Optional.empty()));
  }

  @Test
  void theJudgementHonoursIt() {
    scene.ack("main", SIX, "--for", "3d", "--reason", "INC-42");

    var status = scene.status("main", "--json").json().path("clusters").path(0);

    assertThat(status.path("gaps").path(0).path("first").asString()).isEqualTo(SIX);
    assertThat(scene.status("main").out().replaceAll("\\s+", " "))
        .contains(SIX + " to " + SEVEN + ", 2 segments missing, acknowledged")
        .contains(
            SIX + " to " + SEVEN + " until 2026-11-25 15:00:00 UTC (in 3 d), by anna: INC-42");
  }

  @Test
  void theSameTwiceIsOneAndAnotherReasonReplaces() {
    scene.ack("main", SIX, "--for-good", "--reason", "lost");

    var again = scene.ack("main", SIX, "--for-good", "--reason", "lost");
    var other = scene.ack("main", SIX, "--for", "1d", "--reason", "INC-42");

    assertThat(again.out()).contains("acknowledged already");
    assertThat(other.out()).contains("acknowledged: ");
    assertThat(acknowledged(scene))
        .containsExactly(ack(SIX, SEVEN, "INC-42", Optional.of(NOW.plus(Duration.ofDays(1)))));
    assertThat(scene.ledger().read(MAIN).acknowledged().version()).isEqualTo(2);
  }

  @Test
  void aGapThatIsNotKnownIsRefusedNamingThoseThereAre() {
    var run = scene.ack("main", "000000010000000000000004", "--for-good", "--reason", "x");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "no gap is known at 000000010000000000000004: what is missing is "
                + SIX
                + "-"
                + SEVEN
                + "; --force acknowledges it all the same\n");
    assertThat(acknowledged(scene)).isEmpty();
  }

  @Test
  void aPartOfAGapIsRefused() {
    var run =
        scene.ack(
            "main",
            "000000010000000000000005-000000010000000000000006",
            "--for-good",
            "--reason",
            "x");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains("the gap is " + SIX + "-" + SEVEN + ", and only all of it can be acknowledged");
  }

  @Test
  void whoInsistsAcknowledgesWhatIsNotMissing() {
    var run =
        scene.ack("main", "000000010000000000000004", "--for-good", "--reason", "x", "--force");

    assertThat(run.code()).isZero();
    assertThat(acknowledged(scene)).hasSize(1);
  }

  @Test
  void oneEndsByAnySegmentOfIt() {
    scene.ack("main", SIX, "--for-good", "--reason", "lost");

    var run = scene.ack("main", SEVEN, "--end");

    assertThat(run.out()).contains("no longer acknowledged: " + SIX + " to " + SEVEN);
    assertThat(acknowledged(scene)).isEmpty();
    assertThat(scene.ack("main", SEVEN, "--end").out())
        .contains("nobody has acknowledged " + SEVEN);
  }

  @Test
  void theListHasThemAllAndSaysWhatCannotBeRead() {
    var other = ClusterId.parse("s3://backups/other");
    scene.with(other);
    scene.ack("main", SIX, "--for-good", "--reason", "lost");
    scene.ledger().save(other, Notes.ACKNOWLEDGEMENTS, new CheckState(0, Map.of("x", "y")));

    var run = scene.ack("--list");

    assertThat(run.out().lines())
        .containsExactly(
            "s3://backups/main %s to %s for good, by anna: lost".formatted(SIX, SEVEN));
    assertThat(run.err())
        .contains("s3://backups/other: the acknowledgement of gap x cannot be read");
    assertThat(scene.ack("other", "--list").out()).contains("No gap is acknowledged.");
  }

  @Test
  void aGapWhoseAcknowledgementIsOverCanBeAcknowledgedAgain() {
    var over = ack(SIX, SEVEN, "old", Optional.of(NOW.minus(Duration.ofDays(1))));
    scene
        .ledger()
        .save(
            MAIN,
            Notes.ACKNOWLEDGEMENTS,
            new CheckState(0, AcknowledgementFacts.of(List.of(over))));

    scene.ack("main", SIX, "--for-good", "--reason", "lost");

    assertThat(acknowledged(scene))
        .singleElement()
        .satisfies(one -> assertThat(one.until()).isEmpty());
  }

  @Test
  void whatIsOverIsForgotten() {
    var old = ack(SIX, SIX, "old", Optional.of(NOW.minus(Duration.ofDays(8))));
    var holding = ack(SEVEN, SEVEN, "holds", Optional.of(NOW.plus(Duration.ofDays(1))));
    scene
        .ledger()
        .save(
            MAIN,
            Notes.ACKNOWLEDGEMENTS,
            new CheckState(0, AcknowledgementFacts.of(List.of(old, holding))));

    scene.ack("main", SIX, "--for-good", "--reason", "lost");

    assertThat(acknowledged(scene)).hasSize(2).contains(holding).doesNotContain(old);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          main --for-good --reason x | name a CLUSTER and its gap by a segment of it
          main 6 --for-good --reason x | 6: a gap is written as 000000010000000000000004 or
          main 000000010000000000000007-000000010000000000000006 --for-good --reason x | from its first segment up to its last
          main 000000010000000000000006 --reason x | say when it ends, with --until, --for or --for-good
          main 000000010000000000000006 --for-good | say why, with --reason TEXT
          main 000000010000000000000006 --for-good --for 1h --reason x | mutually exclusive
          main 000000010000000000000006 --until 2020-01-01T00:00:00Z --reason x | is past
          other 000000010000000000000006 --for-good --reason x | there is no cluster "other"
          """)
  void aWrongCallIsAnsweredWithOneSentence(String arguments, String sentence) {
    var run = scene.ack(arguments.split(" "));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(sentence);
    assertThat(acknowledged(scene)).isEmpty();
  }

  private static Acknowledgement ack(
      String first, String last, String reason, Optional<Instant> until) {
    return new Acknowledgement(
        SegmentName.parse(first), SegmentName.parse(last), "anna", reason, until);
  }

  private static List<Acknowledgement> acknowledged(Scene scene) {
    return AcknowledgementFacts.read(scene.ledger().read(MAIN).acknowledged().facts()).gaps();
  }
}
