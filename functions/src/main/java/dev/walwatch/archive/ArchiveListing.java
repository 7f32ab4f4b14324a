package dev.walwatch.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks the store itself which objects are there. */
public interface ArchiveListing {

  /**
   * One object that is there.
   *
   * @param keyBelowPrefix its key without the cluster's prefix
   * @param bytes its size
   * @param lastModified when it was written
   */
  record ListedObject(String keyBelowPrefix, long bytes, Instant lastModified) {}

  /**
   * One version of an object that is not its current one: it was written over or removed.
   *
   * @param keyBelowPrefix the object's key without the cluster's prefix
   * @param versionId the version's id
   * @param bytes its size
   * @param lastModified when it was written
   */
  record OldVersion(String keyBelowPrefix, String versionId, long bytes, Instant lastModified) {}

  /**
   * One answer of the store.
   *
   * @param objects in the order of their keys
   * @param more whether further objects follow the last one; never with an empty page
   */
  record Page(List<ListedObject> objects, boolean more) {

    public Page {
      objects = List.copyOf(objects);
      if (more && objects.isEmpty()) {
        throw new IllegalArgumentException("an empty page cannot say where to go on");
      }
    }
  }

  /**
   * Lists what is there at this moment, as many objects as one call gives.
   *
   * @param keysBeginWith what the keys begin with, below the cluster's prefix
   * @param after the key, below the cluster's prefix, that the listing starts after; empty for the
   *     beginning
   * @throws ListingFailedException when the store does not answer or refuses
   */
  Page page(ClusterId cluster, String keysBeginWith, String after);

  /**
   * Lists all that is there.
   *
   * @param keysBeginWith what the keys begin with, below the cluster's prefix
   * @throws ListingFailedException when the store does not answer or refuses
   */
  default List<ListedObject> list(ClusterId cluster, String keysBeginWith) {
    var page = page(cluster, keysBeginWith, "");
    var all = new ArrayList<>(page.objects());
    while (page.more()) {
      page = page(cluster, keysBeginWith, all.getLast().keyBelowPrefix());
      all.addAll(page.objects());
    }
    return all;
  }

  /**
   * Lists versions that are not the current ones, as many as one call gives; none where the store
   * keeps no versions.
   *
   * @param keysBeginWith what the keys begin with, below the cluster's prefix
   * @throws ListingFailedException when the store does not answer or refuses
   */
  default List<OldVersion> oldVersions(ClusterId cluster, String keysBeginWith) {
    return List.of();
  }
}
