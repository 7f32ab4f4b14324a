package dev.walwatch.cli.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.ledger.Ledger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clusters that the ledger knows, and how people call them. */
final class KnownClusters {
  private static final String SCHEME = "s3://";
  private static final int NAMED = 5;

  private final List<ClusterId> all;

  KnownClusters(List<ClusterId> all) {
    this.all = List.copyOf(all);
  }

  static KnownClusters of(Ledger ledger) {
    return new KnownClusters(ledger.clusters());
  }

  List<ClusterId> all() {
    return all;
  }

  boolean knows(ClusterId cluster) {
    return all.contains(cluster);
  }

  /**
   * Returns the cluster that is meant: {@code s3://bucket/prefix}, {@code bucket/prefix}, or its
   * short name where only one has it.
   *
   * @throws CannotUseLedgerException when none or several can be meant
   */
  ClusterId named(String text) {
    return find(text).orElseThrow(() -> unknown(text, ""));
  }

  /**
   * Returns the cluster that is meant, which need not be known if its full name is given.
   *
   * @throws CannotUseLedgerException when none or several can be meant
   */
  ClusterId namedOrNew(String text) {
    return find(text)
        .or(() -> text.startsWith(SCHEME) ? address(text) : Optional.empty())
        .orElseThrow(
            () ->
                unknown(
                    text, "; one that nothing has come of yet is written as s3://BUCKET/PREFIX"));
  }

  private Optional<ClusterId> find(String text) {
    var exact = address(text).filter(this::knows);
    if (exact.isPresent() || text.contains("/")) {
      return exact;
    }
    var meant = all.stream().filter(cluster -> cluster.shortName().equals(text)).toList();
    if (meant.size() > 1) {
      throw new CannotUseLedgerException(
          "\"%s\" is the short name of %s: name one of them in full"
              .formatted(text, listed(meant)));
    }
    return meant.stream().findFirst();
  }

  private static Optional<ClusterId> address(String text) {
    try {
      return Optional.of(ClusterId.parse(text));
    } catch (IllegalArgumentException noBucket) {
      return Optional.empty();
    }
  }

  private CannotUseLedgerException unknown(String text, String wayOut) {
    if (all.isEmpty()) {
      return new CannotUseLedgerException(
          "there is no cluster \""
              + text
              + "\": the ledger knows none yet, it learns of each by its first event"
              + wayOut);
    }
    var near = near(text);
    return new CannotUseLedgerException(
        "there is no cluster \"%s\"%s: %s%s"
            .formatted(
                text,
                near.isEmpty() ? "" : ", but " + listed(near),
                "walwatch clusters lists all %d".formatted(all.size()),
                wayOut));
  }

  private List<ClusterId> near(String text) {
    var wanted = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    return all.stream()
        .filter(cluster -> distance(cluster, wanted) <= Math.max(2, wanted.length() / 4))
        .sorted(Comparator.comparingInt(cluster -> distance(cluster, wanted)))
        .limit(NAMED)
        .toList();
  }

  private static int distance(ClusterId cluster, String text) {
    return Stream.of(cluster.shortName(), Names.url(cluster).substring(SCHEME.length()))
        .mapToInt(name -> TypingErrors.between(name, text))
        .min()
        .orElseThrow();
  }

  private static String listed(List<ClusterId> clusters) {
    var named = clusters.stream().limit(NAMED).map(Names::url).collect(Collectors.joining(", "));
    return clusters.size() > NAMED
        ? named + " and %d more".formatted(clusters.size() - NAMED)
        : named;
  }
}
