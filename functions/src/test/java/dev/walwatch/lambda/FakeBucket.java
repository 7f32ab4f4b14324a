package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.archive.WaleLayout;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A bucket that holds keys, and tells of each change what S3's event would tell. */
final class FakeBucket implements ArchiveListing {
  static final ArchiveLayout LAYOUT = new WaleLayout();
  private static final String OPERATOR = "AWS:AIDAOPERATOR";

  private final int pageSize;
  private final TreeMap<String, ListedObject> objects = new TreeMap<>();
  private final Set<ClusterId> unreachable = new HashSet<>();
  private int listings;
  private Runnable afterEachPage = () -> {};

  FakeBucket() {
    this(1000);
  }

  /**
   * @param pageSize how many objects one call lists at most
   */
  FakeBucket(int pageSize) {
    this.pageSize = pageSize;
  }

  /** Puts an object and returns what an event would say of it. */
  ObjectChange put(ClusterId cluster, String keyBelowPrefix, Instant at) {
    return put(cluster, keyBelowPrefix, at, 1000);
  }

  ObjectChange put(ClusterId cluster, String keyBelowPrefix, Instant at, long bytes) {
    objects.put(cluster + keyBelowPrefix, new ListedObject(keyBelowPrefix, bytes, at));
    return new Appeared(cluster, LAYOUT.read(keyBelowPrefix), at, bytes, false);
  }

  /** Deletes an object and returns what an event would say of it. */
  ObjectChange delete(ClusterId cluster, String keyBelowPrefix, Instant at) {
    objects.remove(cluster + keyBelowPrefix);
    return new Removed(cluster, LAYOUT.read(keyBelowPrefix), at, OPERATOR);
  }

  /** Returns how often it was listed. */
  int listings() {
    return listings;
  }

  /** Does something each time that a page was listed, before its reader has it. */
  void afterEachPage(Runnable event) {
    afterEachPage = event;
  }

  void refuse(ClusterId cluster) {
    unreachable.add(cluster);
  }

  @Override
  public Page page(ClusterId cluster, String keysBeginWith, String after) {
    if (unreachable.contains(cluster)) {
      throw new ListingFailedException(
          "s3://" + cluster + " could not be listed", new IllegalStateException("access denied"));
    }
    var found =
        objects.tailMap(cluster + after, after.isEmpty()).entrySet().stream()
            .filter(object -> object.getKey().startsWith(cluster + keysBeginWith))
            .map(Map.Entry::getValue)
            .limit(pageSize + 1L)
            .toList();
    listings++;
    var page = new Page(found.stream().limit(pageSize).toList(), found.size() > pageSize);
    afterEachPage.run();
    return page;
  }
}
