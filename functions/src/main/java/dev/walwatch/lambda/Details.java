package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.Removal;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.RecoveryWindow;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.wal.SegmentName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a verdict would like to tell besides and only S3 knows: when the last segment before a gap
 * came, and which version still holds what was removed. It is asked for a few only, and a verdict
 * without it is as true.
 */
final class Details {
  private static final int MOST_OF_A_KIND = 20;

  private final Reconciler reconciler;
  private final List<String> failures = new ArrayList<>();

  Details(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  /** Returns the archive with what S3 said; the same when nothing was to ask. */
  ArchiveSnapshot added(ArchiveSnapshot archive, Verdict verdict) {
    var cluster = archive.cluster();
    var moments = asked(unknownMoments(verdict), name -> reconciler.momentOf(cluster, name));
    var held = asked(named(verdict), removal -> reconciler.survivor(cluster, removal.object()));
    return archive
        .withMoments(moments)
        .withRemovals(archive.removals().stream().map(removal -> heldBy(removal, held)).toList());
  }

  /** Returns what could not be asked, a line each. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private static Removal heldBy(Removal removal, Map<Removal, Removal.Survivor> held) {
    return Optional.ofNullable(held.get(removal)).map(removal::heldBy).orElse(removal);
  }

  private <Q, A> Map<Q, A> asked(Set<Q> questions, Function<Q, Optional<A>> ask) {
    var answers = new HashMap<Q, A>();
    try {
      questions.stream()
          .limit(MOST_OF_A_KIND)
          .forEach(question -> ask.apply(question).ifPresent(a -> answers.put(question, a)));
    } catch (WalwatchException notNow) {
      failures.add(String.valueOf(notNow.getMessage()));
    }
    return answers;
  }

  private static Set<SegmentName> unknownMoments(Verdict verdict) {
    var names = new LinkedHashSet<SegmentName>();
    verdict.windows().reversed().stream()
        .filter(window -> window.to().isEmpty())
        .map(RecoveryWindow::lastSegment)
        .forEach(names::add);
    verdict.gaps().stream()
        .filter(gap -> gap.severity() != Severity.OK && gap.lostFrom().isEmpty())
        .limit(MOST_OF_A_KIND)
        .flatMap(gap -> before(gap, verdict).stream())
        .forEach(names::add);
    return names;
  }

  /**
   * Returns the segment before a gap: of the same timeline, or of the one that it continues when
   * the gap begins where it was left.
   */
  private static Optional<SegmentName> before(Gap gap, Verdict verdict) {
    var numbering = verdict.numbering();
    long number = numbering.numberOf(gap.first()).value();
    if (number == 0) {
      return Optional.empty();
    }
    return verdict.timelines().reversed().stream()
        .filter(line -> line.timeline().compareTo(gap.first().timeline()) <= 0)
        .flatMap(line -> line.runs().stream())
        .filter(run -> numbering.allows(run.first()) && numbering.allows(run.last()))
        .filter(run -> numbering.numberOf(run.first()).value() < number)
        .filter(run -> numbering.numberOf(run.last()).value() >= number - 1)
        .map(
            run ->
                numbering.nameOf(
                    run.first().timeline(), numbering.numberOf(gap.first()).previous()))
        .findFirst();
  }

  /** Returns the removals that a finding names. */
  private static Set<Removal> named(Verdict verdict) {
    var removals = new LinkedHashSet<Removal>();
    Stream.concat(verdict.backup().findings().stream(), verdict.wal().findings().stream())
        .flatMap(Details::removals)
        .forEach(removals::add);
    return removals;
  }

  private static Stream<Removal> removals(Finding finding) {
    return switch (finding) {
      case Finding.WalGap(var gap) -> gap.removals().stream();
      case Finding.WalGone(var removals) -> removals.stream();
      case Finding.TimelineUnlinked unlinked -> unlinked.removals().stream();
      case Finding.BackupMissing(var removals) -> removals.stream();
      case Finding.BackupHalfDeleted half -> half.removals().stream();
      case Finding.BackupBroken broken -> broken.removals().stream();
      case Finding.BackupDeleted(var removal) -> Stream.of(removal);
      default -> Stream.empty();
    };
  }
}
