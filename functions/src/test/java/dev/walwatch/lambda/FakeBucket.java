package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.archive.WaleLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A bucket that holds keys, and tells of each change what S3's event would tell. */
final class FakeBucket implements ArchiveListing, ArchiveContents {
  static final ArchiveLayout LAYOUT = new WaleLayout();
  private static final String OPERATOR = "AWS:AIDAOPERATOR";

  private final int pageSize;
  private final TreeMap<String, ListedObject> objects = new TreeMap<>();
  private final Set<ClusterId> unreachable = new HashSet<>();
  private final Map<String, String> bodies = new HashMap<>();
  private final List<String> bodiesRead = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private Optional<String> refusedBodies = Optional.empty();
  private boolean versioned;
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

  private record Version(ClusterId cluster, OldVersion version) {}

  /** Puts an object and returns what an event would say of it. */
  ObjectChange put(ClusterId cluster, String keyBelowPrefix, Instant at) {
    return put(cluster, keyBelowPrefix, at, 1000);
  }

  ObjectChange put(ClusterId cluster, String keyBelowPrefix, Instant at, long bytes) {
    objects.put(cluster + keyBelowPrefix, new ListedObject(keyBelowPrefix, bytes, at));
    return new Appeared(cluster, LAYOUT.read(keyBelowPrefix), at, bytes, false);
  }

  /** Puts an object with a body and returns what an event would say of it. */
  ObjectChange put(ClusterId cluster, String keyBelowPrefix, Instant at, String body) {
    bodies.put(cluster + keyBelowPrefix, body);
    return put(cluster, keyBelowPrefix, at, body.length());
  }

  /** Deletes an object and returns what an event would say of it. */
  ObjectChange delete(ClusterId cluster, String keyBelowPrefix, Instant at) {
    var gone = objects.remove(cluster + keyBelowPrefix);
    if (versioned && gone != null) {
      versions.add(
          new Version(
              cluster,
              new OldVersion(
                  keyBelowPrefix, "v" + versions.size(), gone.bytes(), gone.lastModified())));
    }
    return new Removed(cluster, LAYOUT.read(keyBelowPrefix), at, OPERATOR);
  }

  /** Returns how often it was listed. */
  int listings() {
    return listings;
  }

  /** Keeps from now on what is deleted, as a bucket with versioning does. */
  void keepVersions() {
    versioned = true;
  }

  /** Returns the keys whose bodies were read, in that order. */
  List<String> bodiesRead() {
    return bodiesRead;
  }

  /** Refuses from now on to give bodies of keys with that in them; nothing refuses none. */
  void refuseBodies(String part) {
    refusedBodies = Optional.of(part).filter(text -> !text.isEmpty());
  }

  /** Does something each time that a page was listed, before its reader has it. */
  void afterEachPage(Runnable event) {
    afterEachPage = event;
  }

  void refuse(ClusterId cluster) {
    unreachable.add(cluster);
  }

  @Override
  public Optional<byte[]> read(ClusterId cluster, String keyBelowPrefix, int most) {
    if (refusedBodies.filter(keyBelowPrefix::contains).isPresent()) {
      throw new ListingFailedException(
          "s3://" + cluster + keyBelowPrefix + " could not be read",
          new IllegalStateException("access denied"));
    }
    synchronized (bodiesRead) {
      bodiesRead.add(keyBelowPrefix);
    }
    return Optional.ofNullable(objects.get(cluster + keyBelowPrefix))
        .map(_ -> bodies.getOrDefault(cluster + keyBelowPrefix, "{}"))
        .map(body -> body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<OldVersion> oldVersions(ClusterId cluster, String keysBeginWith) {
    return versions.stream()
        .filter(version -> version.cluster().equals(cluster))
        .map(Version::version)
        .filter(version -> version.keyBelowPrefix().startsWith(keysBeginWith))
        .toList();
  }

  @Override
  public Page page(ClusterId cluster, String keysBeginWith, String after) {
    if (unreachable.contains(cluster)) {
      throw new ListingFailedException(
          "s3://" + cluster + " could not be listed", new IllegalStateException("access denied"));
    }
    boolean fromTheBeginning = after.compareTo(keysBeginWith) < 0;
    var from = cluster + (fromTheBeginning ? keysBeginWith : after);
    var found =
        objects.tailMap(from, fromTheBeginning).entrySet().stream()
            .takeWhile(object -> object.getKey().startsWith(cluster + keysBeginWith))
            .map(Map.Entry::getValue)
            .limit(pageSize + 1L)
            .toList();
    listings++;
    var page = new Page(found.stream().limit(pageSize).toList(), found.size() > pageSize);
    afterEachPage.run();
    return page;
  }
}
