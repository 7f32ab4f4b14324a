package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The contents that S3 lets somebody read. Names alone tell most of an archive, so who may list but
 * not read still gets a judgement, and a note.
 */
final class ReadableContents implements ArchiveContents {
  private final ArchiveContents contents;
  private final ConcurrentLinkedQueue<ListingFailedException> refused =
      new ConcurrentLinkedQueue<>();

  ReadableContents(ArchiveContents contents) {
    this.contents = contents;
  }

  @Override
  public Optional<byte[]> read(ClusterId cluster, String keyBelowPrefix, int most) {
    try {
      return contents.read(cluster, keyBelowPrefix, most);
    } catch (ListingFailedException e) {
      refused.add(e);
      return Optional.empty();
    }
  }

  /** Returns what to say of what could not be read. */
  List<String> notes() {
    return refused.stream()
        .limit(1)
        .map(
            first ->
                "%d small files could not be read, so positions and histories are told from names: %s"
                    .formatted(
                        refused.size(),
                        S3Words.of(first.getCause() == null ? first : first.getCause())))
        .toList();
  }
}
