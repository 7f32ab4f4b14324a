package dev.walwatch.ledger;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ArchiveListing.ListedObject;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the ledger say what S3 says: events are hints, a listing is the truth. */
public final class Reconciler {
  /** An item that still changes after this many looks is left to the next check. */
  private static final int LOOKS = 5;

  private final Ledger ledger;
  private final ArchiveListing listing;
  private final ArchiveLayout layout;

  public Reconciler(Ledger ledger, ArchiveListing listing, ArchiveLayout layout) {
    this.ledger = ledger;
    this.listing = listing;
    this.layout = layout;
  }

  /**
   * Lists exactly one item's objects and writes what is there.
   *
   * @param latest no object counts as later than this
   * @return whether the item now says what S3 says; it may be changing faster than one can look
   */
  public boolean settle(ClusterId cluster, LedgerItem item, Instant latest) {
    for (int look = 0; look < LOOKS; look++) {
      if (!ledger.settle(cluster, item, list(cluster, item, latest))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lists exactly one item's objects.
   *
   * @param latest no object counts as later than this
   */
  public List<Appeared> list(ClusterId cluster, LedgerItem item, Instant latest) {
    return listed(cluster, keysOf(item), latest).stream()
        .filter(object -> LedgerItem.of(object.object()).equals(Optional.of(item)))
        .toList();
  }

  /**
   * Lists all base backups and settles those that are complete in S3 and not known to be.
   *
   * @param known the backups that the ledger holds as complete
   */
  public void findBackups(ClusterId cluster, Set<BackupName> known, Instant latest) {
    listed(cluster, layout.keysOfBackups(), latest).stream()
        .map(Appeared::object)
        .filter(ArchivedObject.Sentinel.class::isInstance)
        .map(sentinel -> ((ArchivedObject.Sentinel) sentinel).backup())
        .filter(backup -> !known.contains(backup))
        .forEach(backup -> settle(cluster, new LedgerItem.Backup(backup), latest));
  }

  /**
   * Lists exactly a stretch of one timeline's segments and adds those that the ledger lacks. What
   * was added stays added if this is cut short, so a long stretch is found in several attempts.
   *
   * @param first the first segment of the stretch
   * @param last the last one; empty for all that follow
   * @throws WalwatchException when not everything that was found could be written now
   */
  public void findSegments(
      ClusterId cluster, SegmentName first, Optional<SegmentName> last, Instant latest) {
    var keys = layout.keysOf(first.timeline());
    var after = layout.keysOf(first.block());
    while (true) {
      var page = listing.page(cluster, keys, after);
      var within =
          page.objects().stream()
              .map(object -> appeared(cluster, object, latest))
              .takeWhile(object -> !isBeyond(object.object(), last))
              .toList();
      if (!ledger.record(List.copyOf(within)).isEmpty()) {
        throw new WalwatchException(
            cluster + ": segments that S3 has could not be written to the ledger now");
      }
      if (!page.more() || within.size() < page.objects().size()) {
        return;
      }
      after = page.objects().getLast().keyBelowPrefix();
    }
  }

  private static boolean isBeyond(ArchivedObject object, Optional<SegmentName> last) {
    return object instanceof ArchivedObject.Segment(var name)
        && last.filter(end -> name.compareTo(end) > 0).isPresent();
  }

  private List<Appeared> listed(ClusterId cluster, String keysBeginWith, Instant latest) {
    return listing.list(cluster, keysBeginWith).stream()
        .map(object -> appeared(cluster, object, latest))
        .toList();
  }

  /**
   * Returns what a listed object says, as if an event had told it.
   *
   * @param latest no object counts as later than this
   */
  public Appeared appeared(ClusterId cluster, ListedObject listed, Instant latest) {
    var at = listed.lastModified().isAfter(latest) ? latest : listed.lastModified();
    var object = layout.read(listed.keyBelowPrefix());
    return new Appeared(cluster, object, at, listed.bytes(), false);
  }

  private String keysOf(LedgerItem item) {
    return switch (item) {
      case LedgerItem.Block(var block) -> layout.keysOf(block);
      case LedgerItem.Backup(var name) -> layout.keysOf(name);
      case LedgerItem.History(var timeline) -> layout.keysOfHistory(timeline);
    };
  }
}
