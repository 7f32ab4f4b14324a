package dev.walwatch.archive;

import java.time.Instant;
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
   * Lists what is there at this moment, completely.
   *
   * @param keysBeginWith what the keys begin with, below the cluster's prefix
   * @throws ListingFailedException when the store does not answer or refuses
   */
  List<ListedObject> list(ClusterId cluster, String keysBeginWith);
}
