package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WalSegmentTest {
  private static final WalNumbering NUMBERING = WalNumbering.DEFAULT;

  @Test
  void isNamedByItsTimelineAndItsPlaceInTheLog() {
    var segment = WalSegment.of(SegmentName.parse("000000020000000100000003"), NUMBERING);

    assertThat(segment).isEqualTo(new WalSegment(new Timeline(2), new SegmentNumber(0x103)));
    assertThat(segment.name(NUMBERING)).hasToString("000000020000000100000003");
  }

  @Test
  void itsNeighboursAreOnTheSameTimeline() {
    var segment = WalSegment.of(SegmentName.parse("0000000200000000000000FF"), NUMBERING);

    assertThat(segment.next().name(NUMBERING)).hasToString("000000020000000100000000");
    assertThat(segment.previous().name(NUMBERING)).hasToString("0000000200000000000000FE");
    assertThat(segment.next().previous()).isEqualTo(segment);
  }

  @Test
  void aNameThatDoesNotFitTheSegmentSizeIsRefused() {
    var name = SegmentName.parse("000000010000000000000100");

    assertThatThrownBy(() -> WalSegment.of(name, NUMBERING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("000000010000000000000100 is not a segment of a cluster with 16MB segments");
  }

  @Test
  void nothingIsBeforeTheVeryFirst() {
    var first = new WalSegment(Timeline.FIRST, new SegmentNumber(0));

    assertThatThrownBy(first::previous).isInstanceOf(IllegalArgumentException.class);
  }
}
