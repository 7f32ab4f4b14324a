package dev.walwatch.archive;

import java.util.Optional;

/** Asks the store itself what stands in an object. */
@FunctionalInterface
public interface ArchiveContents {

  /**
   * Reads an object from its beginning.
   *
   * @param keyBelowPrefix its key without the cluster's prefix
   * @param most how many bytes to read at most; whoever wants to know whether there is more asks
   *     for one more
   * @return empty when there is no such object, or no longer
   * @throws ListingFailedException when the store does not answer or refuses
   */
  Optional<byte[]> read(ClusterId cluster, String keyBelowPrefix, int most);
}
