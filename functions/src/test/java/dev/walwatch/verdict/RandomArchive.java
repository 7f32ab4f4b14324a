package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A healthy archive that went through random promotions: what is required of it is known because
 * this is what wrote it. It may be built up in any order, and twice.
 */
final class RandomArchive {
  /** One segment that a restore reads. */
  record Required(long timeline, long number) {
    @Override
    public String toString() {
      return timeline + "/" + number;
    }
  }

  private final Random random;
  private final boolean historiesRead;
  private final long start;
  private final List<Required> required = new ArrayList<>();
  private final List<Consumer<TestArchive>> objects = new ArrayList<>();
  private final List<String> history = new ArrayList<>();

  RandomArchive(long seed) {
    random = new Random(seed);
    historiesRead = random.nextBoolean();
    long timeline = 1;
    long number = random.nextLong(1, 300);
    start = number;
    number = write(timeline, number, 2 + random.nextInt(5));
    for (int promotions = random.nextInt(5); promotions > 0; promotions--) {
      long next = timeline + 1 + random.nextInt(3);
      leave(timeline, next, number);
      // a timeline may be left again in the segment that it began in
      number = write(next, number, promotions == 1 ? 2 : random.nextInt(6));
      timeline = next;
    }
  }

  private long write(long timeline, long from, int count) {
    for (long number = from; number < from + count; number++) {
      add(timeline, number);
      required.add(new Required(timeline, number));
    }
    return from + count;
  }

  private void leave(long old, long next, long number) {
    boolean onBoundary = historiesRead && random.nextBoolean();
    if (!onBoundary) {
      objects.add(archive -> archive.partial(old, number));
    }
    if (random.nextInt(3) == 0) {
      // the old primary lives on for a while, with holes nobody cares for
      add(old, number);
      add(old, number + 2);
    }
    history.add("%d %X/%X".formatted(old, number / 256, position(number, onBoundary)));
    var lines = history.toArray(String[]::new);
    objects.add(
        archive -> {
          if (historiesRead) {
            archive.history(next, lines);
          } else {
            archive.historyFile(next);
          }
        });
  }

  private long position(long number, boolean onBoundary) {
    long begin = number % 256 << 24;
    return onBoundary ? begin : begin + 100 + history.size();
  }

  private void add(long timeline, long number) {
    objects.add(archive -> archive.wal(timeline, Long.toString(number)));
  }

  /** Returns every segment that a restore from the backup to the newest segment reads, in order. */
  List<Required> required() {
    return required;
  }

  /** Returns the required segments whose loss can be seen: all but the newest. */
  List<Required> visible() {
    return required.subList(0, required.size() - 1);
  }

  Required anyVisible() {
    return visible().get(random.nextInt(visible().size()));
  }

  TestArchive inOrder() {
    return told(objects);
  }

  /** The same archive, its objects come in any order and some of them again. */
  TestArchive inAnyOrder() {
    var shuffled = new ArrayList<>(objects);
    for (var object : objects) {
      if (random.nextInt(4) == 0) {
        shuffled.add(object);
      }
    }
    Collections.shuffle(shuffled, random);
    return told(shuffled);
  }

  private TestArchive told(List<Consumer<TestArchive>> story) {
    var archive = archive().backup(1, start);
    story.forEach(object -> object.accept(archive));
    return archive;
  }
}
