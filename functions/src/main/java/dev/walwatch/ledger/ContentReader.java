package dev.walwatch.ledger;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ArchiveListing.ListedObject;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.SmallFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads for one check what stands in the small objects that have come, and keeps it in the ledger.
 * What cannot be read now is told, left out, and tried again by the next check.
 */
public final class ContentReader {
  /** A cluster that is new here may have years of backups: the rest keeps for the next check. */
  private static final int MOST_PER_CHECK = 100;

  /** Each may take the whole time of a call, and a check must end. */
  private static final int FAILURES_IN_A_ROW = 3;

  private final Ledger ledger;
  private final ArchiveListing listing;
  private final ArchiveLayout layout;
  private final ArchiveContents contents;
  private final ClusterId cluster;

  private final Set<ArchivedObject> tried = new HashSet<>();
  private final List<String> failures = new ArrayList<>();
  private int failedInARow;

  /** Makes a reader for one check of one cluster. */
  public ContentReader(
      Ledger ledger,
      ArchiveListing listing,
      ArchiveLayout layout,
      ArchiveContents contents,
      ClusterId cluster) {
    this.ledger = ledger;
    this.listing = listing;
    this.layout = layout;
    this.contents = contents;
    this.cluster = cluster;
  }

  /**
   * Reads what was not read, in its order.
   *
   * @param latest no object counts as later than this
   * @return whether the ledger changed
   */
  public boolean read(List<Unread> unread, Instant latest) {
    boolean changed = false;
    for (var next : unread) {
      if (failedInARow == FAILURES_IN_A_ROW || tried.size() == MOST_PER_CHECK) {
        break;
      }
      if (tried.add(next.object())) {
        changed |= attempt(next, latest);
      }
    }
    return changed;
  }

  /** Returns what could not be read, a line each. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  private boolean attempt(Unread next, Instant latest) {
    try {
      read(next, latest);
      failedInARow = 0;
      return true;
    } catch (WalwatchException notNow) {
      failedInARow++;
      failures.add(String.valueOf(notNow.getMessage()));
      return false;
    }
  }

  private void read(Unread next, Instant latest) {
    var meaning =
        keyOf(next.object())
            .flatMap(
                key ->
                    contents
                        .read(cluster, key, SmallFiles.mostToRead(next.object()))
                        .map(body -> SmallFiles.read(next.object(), layout.packingOf(key), body))
                        .map(ContentMeaning::of));
    if (meaning.isPresent() || next.object() instanceof ArchivedObject.BackupMetadata) {
      ledger.describe(
          cluster,
          new Description(
              next.object(), next.arrived(), meaning.orElseGet(Description.Meaning.Absent::new)));
      return;
    }
    // it went, and no event has told so yet
    var item = LedgerItem.of(next.object()).orElseThrow();
    new Reconciler(ledger, listing, layout).settle(cluster, item, latest);
  }

  /** Only the name of a history file may end in more than the layout knows beforehand. */
  private Optional<String> keyOf(ArchivedObject object) {
    var keys = layout.keysOf(object);
    return object instanceof ArchivedObject.HistoryFile
        ? listing.list(cluster, keys).stream()
            .filter(listed -> layout.read(listed.keyBelowPrefix()).equals(object))
            .max(Comparator.comparing(ListedObject::lastModified))
            .map(ListedObject::keyBelowPrefix)
        : Optional.of(keys);
  }
}
