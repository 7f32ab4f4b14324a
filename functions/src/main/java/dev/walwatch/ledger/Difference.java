package dev.walwatch.ledger;

import dev.walwatch.archive.ObjectChange.Appeared;
import java.util.List;
import java.util.stream.Stream;

/**
 * How one item of the ledger differs from what S3 listed of it.
 *
 * @param missing what S3 has and the item does not say; recording it adds it
 * @param gone how many objects the item says are there and S3 has not, whose removal nobody told
 * @param wrong whether it says of an object that is there what no arrival corrects: that it is
 *     empty, or a part's size
 */
public record Difference(List<Appeared> missing, int gone, boolean wrong) {
  public static final Difference NONE = new Difference(List.of(), 0, false);

  public Difference {
    missing = List.copyOf(missing);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  Difference plus(Difference more) {
    return new Difference(
        Stream.concat(missing.stream(), more.missing.stream()).toList(),
        gone + more.gone,
        wrong || more.wrong);
  }
}
