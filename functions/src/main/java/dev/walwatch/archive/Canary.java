package dev.walwatch.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tiny object that the watcher writes beside an archive, to see whether S3's event about it
 * comes back. It belongs to no archive.
 *
 * @param bucket the bucket's name, which never holds a slash
 * @param key the object's whole key
 */
public record Canary(String bucket, String key) implements Comparable<Canary> {
  /** As S3 has allowed since its first years; so no {@code s3:} is taken for one. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  /** It is a part of a sort key of DynamoDB, which holds 1024 bytes. */
  private static final int LONGEST = 1000;

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if there can be no such object, or the ledger could not keep
   *     it
   */
  public Canary {
    if (!isObject(bucket, key)) {
      throw new IllegalArgumentException(
          "\"%s/%s\" is not a bucket and the key of an object".formatted(bucket, key));
    }
    if (bytes(bucket, key) > LONGEST) {
      throw new IllegalArgumentException(
          "a bucket and a key of %d bytes, more than %d".formatted(bytes(bucket, key), LONGEST));
    }
  }

  /** Returns the object as one that may be a canary; empty if none can have that name. */
  public static Optional<Canary> find(String bucket, String key) {
    return isObject(bucket, key) && bytes(bucket, key) <= LONGEST
        ? Optional.of(new Canary(bucket, key))
        : Optional.empty();
  }

  private static boolean isObject(String bucket, String key) {
    return BUCKET.matcher(bucket).matches() && !key.isBlank() && !key.endsWith("/");
  }

  private static int bytes(String bucket, String key) {
    return (bucket + key).getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Reads the text that {@link #toString} gives.
   *
   * @throws IllegalArgumentException when it is no bucket, a slash and a key
   */
  public static Canary parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("\"" + text + "\" has no slash behind a bucket");
    }
    return new Canary(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * Returns how many folders its key and an archive's keys have in common, from the first on. Of
   * the canaries of a bucket, the one that shares most is put for that archive.
   */
  public int foldersSharedWith(ClusterId cluster) {
    int shared = 0;
    for (int i = 0; i < Math.min(key.length(), cluster.keyPrefix().length()); i++) {
      if (key.charAt(i) != cluster.keyPrefix().charAt(i)) {
        break;
      }
      shared += key.charAt(i) == '/' ? 1 : 0;
    }
    return shared;
  }

  @Override
  public int compareTo(Canary other) {
    return toString().compareTo(other.toString());
  }

  /** Returns bucket, slash, key: unambiguous, since a bucket's name holds no slash. */
  @Override
  public String toString() {
    return bucket + "/" + key;
  }
}
