package dev.walwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartArrivalTest {

  @Test
  void fitsTheDigitsThatDynamoDbKeepsExactly() {
    var largest = new PartArrival(255, 999_999_999_999_999L, Long.MAX_VALUE);

    assertThat(largest.encode()).hasToString("2559999999999999999223372036854775807");
    assertThat(PartArrival.decode(largest.encode())).isEqualTo(largest);
  }

  @Test
  void keepsTheFieldsApartWhenTheyAreSmall() {
    var smallest = new PartArrival(0, 0, 0);
    var small = new PartArrival(1, 2, 3);

    assertThat(PartArrival.decode(smallest.encode())).isEqualTo(smallest);
    assertThat(small.encode()).hasToString("10000000000000020000000000000000003");
    assertThat(PartArrival.decode(small.encode())).isEqualTo(small);
  }

  @Test
  void findsTheNewestArrivalOfEachPart() {
    var older = new PartArrival(7, 1, 900);
    var newer = new PartArrival(7, 2, 5);
    var other = new PartArrival(8, 1, 1);

    var newest = PartArrival.newestByPlace(List.of(newer.encode(), other.encode(), older.encode()));

    assertThat(newest).hasSize(2).containsEntry(7, newer).containsEntry(8, other);
  }

  @Test
  void refusesWhatFitsNoField() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartArrival(256, 0, 0))
        .withMessageStartingWith("256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartArrival(0, 1_000_000_000_000_000L, 0))
        .withMessageStartingWith("1000000000000000 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartArrival(0, 0, -1))
        .withMessageStartingWith("-1 bytes");
  }
}
