package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.WaleLayout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The archives below one prefix, while their objects are told one by one. */
final class ArchiveCollector {
  private final ClusterId root;
  private final Optional<Instant> until;
  private final ArchiveLayout layout = new WaleLayout();
  private final SortedMap<String, ArchiveTally> byPrefix = new TreeMap<>();
  private long objects;

  /**
   * @param root a bucket, and what the keys that count begin with; keys elsewhere are passed over
   * @param until the moment to judge, where somebody chose one: what came later is passed over
   */
  ArchiveCollector(ClusterId root, Optional<Instant> until) {
    this.root = root;
    this.until = until;
    layout
        .locate(root.keyPrefix())
        .ifPresent(
            inside -> {
              throw new CannotInspectException(
                  "s3://%s is a folder inside an archive: name the archive, s3://%s/%s"
                      .formatted(root, root.bucket(), inside.keyPrefix()));
            });
  }

  /** Takes an object that is there. */
  void add(String key, long bytes, Instant at) {
    objects++;
    if (!key.startsWith(root.keyPrefix()) || until.filter(at::isAfter).isPresent()) {
      return;
    }
    layout
        .locate(key)
        .filter(ArchiveCollector::counts)
        .ifPresent(located -> tally(located).add(key, located, bytes, at));
  }

  /** Takes the trace of an object that is not there any more. */
  void addRemoval(String key, Instant at) {
    if (!key.startsWith(root.keyPrefix())) {
      return;
    }
    layout
        .locate(key)
        .filter(ArchiveCollector::counts)
        // who did it is in no recording
        .ifPresent(located -> tally(located).add(new Removal(located.object(), at, "")));
  }

  private static boolean counts(ArchiveLayout.Located located) {
    return !(located.object() instanceof ArchivedObject.Unknown);
  }

  private ArchiveTally tally(ArchiveLayout.Located located) {
    return byPrefix.computeIfAbsent(
        located.keyPrefix(), prefix -> new ArchiveTally(new ClusterId(root.bucket(), prefix)));
  }

  /** Returns how many objects were told. */
  long objects() {
    return objects;
  }

  /** Returns the archives in the order of their prefixes. May be called once. */
  List<FoundArchive> archives(Contents contents) {
    return byPrefix.values().stream().map(tally -> tally.archive(contents)).toList();
  }
}
