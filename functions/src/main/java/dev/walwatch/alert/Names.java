package dev.walwatch.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Names of stories and announcements: short, and the same whenever they are made of the same. */
final class Names {
  private static final int BYTES = 5;

  private Names() {}

  static String of(String what, Instant begun, Instant told) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var text = String.join("\n", what, begun.toString(), told.toString());
      var hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
