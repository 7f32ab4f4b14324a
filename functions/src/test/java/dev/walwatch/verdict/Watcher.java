package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;

import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges one archive again and again, as the checker does: each time with what it remembers. */
final class Watcher {
  static final Policy DEFAULTS = PolicySettings.defaults().toPolicy();

  private final Policy policy;
  private Memory memory = Memory.NONE;

  Watcher() {
    this(DEFAULTS);
  }

  Watcher(Policy policy) {
    this.policy = policy;
  }

  Verdict check(TestArchive archive, Instant now) {
    var verdict = Verdict.of(archive.snapshot(), memory, policy, now);
    memory = verdict.memory();
    return verdict;
  }

  Memory memory() {
    return memory;
  }

  /** Judges an archive once, by somebody who never saw it before. */
  static Verdict once(TestArchive archive, Instant now) {
    return new Watcher().check(archive, now);
  }

  /** The gaps of an archive whose last WAL came at noon, when the grace is over. */
  static List<String> gaps(TestArchive archive) {
    return gaps(once(archive, NOON.plus(Duration.ofMinutes(11))));
  }

  /** The gaps of a verdict, as {@code timeline/first-last} in the numbers of the story. */
  static List<String> gaps(Verdict verdict) {
    return gaps(verdict, gap -> gap.severity() != Severity.OK);
  }

  /** The gaps that nobody misses, since they lie before all kept backups. */
  static List<String> oldGaps(Verdict verdict) {
    return gaps(verdict, gap -> gap.severity() == Severity.OK);
  }

  private static List<String> gaps(Verdict verdict, Predicate<Gap> which) {
    return verdict.gaps().stream()
        .filter(which)
        .map(gap -> range(gap.first(), gap.last()))
        .toList();
  }

  /** The same for the holes that may still close. */
  static List<String> holes(Verdict verdict) {
    return verdict.wal().findings().stream()
        .filter(Finding.WalHole.class::isInstance)
        .map(Finding.WalHole.class::cast)
        .map(hole -> range(hole.first(), hole.last()))
        .toList();
  }

  static <F extends Finding> List<F> findings(Verdict verdict, Class<F> kind) {
    return Stream.concat(verdict.wal().findings().stream(), verdict.backup().findings().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static String range(SegmentName first, SegmentName last) {
    var numbers = first.equals(last) ? number(first) : number(first) + "-" + number(last);
    return first.timeline() + "/" + numbers;
  }

  private static String number(SegmentName name) {
    return WalNumbering.DEFAULT.numberOf(name).toString();
  }
}
