package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import dev.walwatch.archive.s3.S3ArchiveListing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Archives in S3 itself. */
final class S3Source {
  private final S3Client s3;
  private final ClusterId root;
  private final Progress progress;

  S3Source(S3Client s3, ClusterId root, Progress progress) {
    this.s3 = s3;
    this.root = root;
    this.progress = progress;
  }

  /**
   * Lists everything below the root, a page at a time.
   *
   * @throws CannotInspectException when S3 does not answer or refuses
   */
  Archives read(Instant at) {
    var collector = new ArchiveCollector(root);
    try {
      list(collector);
      return new Archives(
          root, collector.archives((_, _, _) -> Optional.empty()), collector.objects(), at);
    } catch (ListingFailedException e) {
      throw refused(e.getCause() == null ? e : e.getCause());
    } catch (SdkException e) {
      throw refused(e);
    } finally {
      progress.done();
    }
  }

  private void list(ArchiveCollector collector) {
    var listing = new S3ArchiveListing(s3);
    var after = "";
    boolean more = true;
    while (more) {
      var page = listing.page(root, "", after);
      for (var object : page.objects()) {
        after = object.keyBelowPrefix();
        collector.add(root.keyPrefix() + after, object.bytes(), object.lastModified());
      }
      progress.show(
          String.format(Locale.ROOT, "%s: %,d objects seen", Names.url(root), collector.objects()));
      more = page.more();
    }
  }

  private CannotInspectException refused(Throwable cause) {
    return new CannotInspectException(
        Names.url(root) + " cannot be read: " + S3Words.of(cause), cause);
  }
}
