package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import dev.walwatch.archive.s3.S3ArchiveContents;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.common.Progress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Archives in S3 itself. */
final class S3Source {
  private final S3Client s3;
  private final ClusterId root;
  private final Contents besides;
  private final Progress progress;

  /**
   * @param besides where contents come from that S3 does not give
   */
  S3Source(S3Client s3, ClusterId root, Contents besides, Progress progress) {
    this.s3 = s3;
    this.root = root;
    this.besides = besides;
    this.progress = progress;
  }

  /**
   * Lists everything below the root, a page at a time.
   *
   * @param chosen the moment to judge, where somebody chose one; what came later does not count
   * @param now the moment to judge otherwise
   * @throws CannotInspectException when S3 does not answer or refuses
   */
  Archives read(Optional<Instant> chosen, Instant now) {
    var at = chosen.orElse(now);
    var collector = new ArchiveCollector(root, chosen);
    try {
      list(collector);
      progress.show("%s: reading the small files".formatted(Names.url(root)));
      var contents = new ReadableContents(new S3ArchiveContents(s3));
      var archives = collector.archives(Contents.of(contents).or(besides));
      return new Archives(root, archives, collector.objects(), at, contents.notes());
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
