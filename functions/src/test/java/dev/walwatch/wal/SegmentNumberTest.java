package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SegmentNumberTest {

  @Test
  void nextAndPreviousAreNeighbours() {
    var number = new SegmentNumber(255);

    assertThat(number.next()).isEqualTo(new SegmentNumber(256)).isGreaterThan(number);
    assertThat(number.previous()).isEqualTo(new SegmentNumber(254)).isLessThan(number);
  }

  @Test
  void nothingIsBeforeSegmentZero() {
    var zero = new SegmentNumber(0);

    assertThatThrownBy(zero::previous)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("-1");
  }

  @Test
  void showsItsNumber() {
    assertThat(new SegmentNumber(256)).hasToString("256");
  }
}
