package dev.walwatch.archive;

/**
 * One cluster's archive: a bucket and what all its keys begin with.
 *
 * @param bucket the bucket's name, which never holds a slash
 * @param keyPrefix empty at the bucket's root, else ending in a slash
 */
public record ClusterId(String bucket, String keyPrefix) implements Comparable<ClusterId> {

  public ClusterId {
    if (bucket.isEmpty() || bucket.contains("/")) {
      throw new IllegalArgumentException("\"" + bucket + "\" is not a bucket name");
    }
    if (!keyPrefix.isEmpty() && !keyPrefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "\"" + keyPrefix + "\" is not a key prefix: it must end in a slash or be empty");
    }
  }

  /**
   * Reads the text that {@link #toString} gives. A missing last slash is forgiven and, as in the
   * prefix settings of WAL-E and WAL-G, so is {@code s3://} before it; slashes too many after the
   * bucket belong to no key then.
   *
   * @throws IllegalArgumentException when no bucket is named
   */
  public static ClusterId parse(String text) {
    if (text.startsWith("s3://")) {
      return parse(text.substring("s3://".length()).replaceFirst("/+", "/"));
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new ClusterId(text, "");
    }
    var prefix = text.substring(slash + 1);
    return new ClusterId(
        text.substring(0, slash), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  /** Returns the last part of the prefix, or the bucket's name at its root. */
  public String shortName() {
    if (keyPrefix.isEmpty()) {
      return bucket;
    }
    var path = keyPrefix.substring(0, keyPrefix.length() - 1);
    var last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? bucket : last;
  }

  @Override
  public int compareTo(ClusterId other) {
    return toString().compareTo(other.toString());
  }

  /** Returns bucket, slash, prefix: unambiguous, since a bucket's name holds no slash. */
  @Override
  public String toString() {
    return bucket + "/" + keyPrefix;
  }
}
