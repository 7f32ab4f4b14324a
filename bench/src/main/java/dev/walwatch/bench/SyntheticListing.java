package dev.walwatch.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A listing as {@code aws s3api list-objects-v2} prints it, one object a line: a segment each
 * minute, a base backup each day, and one segment of ten thousand missing.
 */
record SyntheticListing(int segments) {
  static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final int PER_LOG_ID = 256;
  private static final int A_DAY = 1440;
  private static final int ONE_LOST_OF = 10_000;
  private static final String PREFIX = "production/main/";

  /** Returns the moment of the last segment. */
  Instant end() {
    return moment(segments);
  }

  /** Writes the listing, in the order of its keys as S3 lists them. */
  void write(Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (int day = A_DAY / 2; day < segments; day += A_DAY) {
        var backup = PREFIX + "basebackups_005/base_" + name(day) + "_00000040";
        line(out, backup + "/tar_partitions/part_00000000.tar.lzo", 5_000_000_000L, moment(day));
        line(out, backup + "_backup_stop_sentinel.json", 200, moment(day + 1));
      }
      for (int number = 1; number <= segments; number++) {
        if (number % ONE_LOST_OF != 0) {
          line(out, PREFIX + "wal_005/" + name(number) + ".lzo", 3_000_000, moment(number));
        }
      }
    }
  }

  private static void line(BufferedWriter out, String key, long size, Instant moment)
      throws IOException {
    out.write(
        "{\"Key\": \"%s\", \"LastModified\": \"%s\", \"ETag\": \"\\\"0cc175b9c0f1b6a831c399e269772661\\\"\", \"Size\": %d, \"StorageClass\": \"STANDARD\"}\n"
            .formatted(key, moment, size));
  }

  private static String name(int number) {
    return "%08X%08X%08X".formatted(1, number / PER_LOG_ID, number % PER_LOG_ID);
  }

  private static Instant moment(int number) {
    return BEGIN.plus(Duration.ofMinutes(number));
  }
}
