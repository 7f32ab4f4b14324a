package dev.walwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcknowledgementFactsTest {
  private static final SegmentName FIVE = SegmentName.parse("000000010000000000000005");
  private static final SegmentName SEVEN = SegmentName.parse("000000010000000000000007");
  private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void readsWhatItWroteWhateverPeopleWroteInIt() {
    var plain = new Acknowledgement(FIVE, FIVE, "alice", "the disk was full", Optional.empty());
    var hostile =
        new Acknowledgement(
            FIVE, SEVEN, " b o b\n- 7 x", "\u0000 é 😀\n\n \" 12 -", Optional.of(NEW_YEAR));

    var read = AcknowledgementFacts.read(AcknowledgementFacts.of(List.of(plain, hostile)));

    assertThat(read.gaps()).containsExactly(plain, hostile);
    assertThat(read.failures()).isEmpty();
  }

  @Test
  void namesAFactByTheEndsOfItsGap() {
    var facts =
        AcknowledgementFacts.of(
            List.of(new Acknowledgement(FIVE, SEVEN, "bob", "known", Optional.of(NEW_YEAR))));

    assertThat(facts)
        .containsExactly(
            Map.entry(
                "000000010000000000000005-000000010000000000000007",
                "2027-01-01T00:00:00Z 3 bob known"));
  }

  @Test
  void tellsOfAFactThatIsNoneAndReadsTheOthers() {
    var good = new Acknowledgement(FIVE, SEVEN, "bob", "known", Optional.empty());
    var facts = new HashMap<>(AcknowledgementFacts.of(List.of(good)));
    facts.put("gap", "- 3 bob why");
    facts.put(FIVE + "-" + FIVE, "soon 3 bob why");
    facts.put(SEVEN + "-" + SEVEN, "- 300 bob why");
    facts.put(SEVEN + "-" + FIVE, "");

    var read = AcknowledgementFacts.read(facts);

    assertThat(read.gaps()).containsExactly(good);
    assertThat(read.failures())
        .hasSize(4)
        .contains("the acknowledgement of gap gap cannot be read: write it anew");
  }
}
