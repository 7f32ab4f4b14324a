package dev.walwatch.archive;

import dev.walwatch.wal.SegmentName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a base backup, such as {@code base_000000010000005B00000084_00000040} (WAL-E), {@code
 * base_000000010000000000000004} (WAL-G) or {@code
 * base_000000010000000000000008_D_000000010000000000000004} (a WAL-G delta).
 *
 * @param text the whole name
 * @param start the segment that the backup begins in; several backups may begin in one (rule D12)
 * @param parent for a delta, the segment that its parent begins in
 * @param offset WAL-E's eight digits. For an online backup they are the decimal offset into the
 *     start segment, but {@code --while-offline} writes hexadecimal there: never a byte offset to
 *     rely on (rule D12)
 */
public record BackupName(
    String text, SegmentName start, Optional<SegmentName> parent, Optional<String> offset)
    implements Comparable<BackupName> {
  private static final Pattern TEXT =
      Pattern.compile("base_([0-9A-F]{24})(?:_D_([0-9A-F]{24}))?(?:_([0-9A-F]{8}))?");

  /** Reads a backup's name, or returns empty when the text is none. */
  public static Optional<BackupName> find(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var offset = Optional.ofNullable(parts.group(3));
    if (parts.group(2) == null) {
      return SegmentName.find(parts.group(1))
          .map(start -> new BackupName(text, start, Optional.empty(), offset));
    }
    return SegmentName.find(parts.group(1))
        .flatMap(
            start ->
                SegmentName.find(parts.group(2))
                    .map(parent -> new BackupName(text, start, Optional.of(parent), offset)));
  }

  /**
   * Reads a name that must be one.
   *
   * @throws IllegalArgumentException when the text names no backup
   */
  public static BackupName parse(String text) {
    return find(text)
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + text + "\" is not a base backup's name"));
  }

  public boolean isDelta() {
    return parent.isPresent();
  }

  @Override
  public int compareTo(BackupName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
