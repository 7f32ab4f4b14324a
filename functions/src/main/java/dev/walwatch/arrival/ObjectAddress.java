package dev.walwatch.arrival;

import java.nio.charset.StandardCharsets;

/**
 * Which object of S3. The limits are S3's own: an address past them is no object's, and would not
 * fit the ledger's keys.
 *
 * @param bucket the bucket's name
 * @param key the key, decoded
 */
public record ObjectAddress(String bucket, String key) {
  // 63 today, but buckets of the first years may have more
  private static final int LONGEST_BUCKET = 255;
  private static final int LONGEST_KEY = 1024;

  /**
   * @throws UnreadableEventException when no object of S3 can have that address
   */
  public ObjectAddress {
    if (bucket.isEmpty() || bucket.length() > LONGEST_BUCKET || bucket.contains("/")) {
      throw new UnreadableEventException("not the name of a bucket", bucket);
    }
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_KEY) {
      throw new UnreadableEventException("a key of " + bytes + " bytes, not 1 to 1024", key);
    }
  }
}
