package dev.walwatch.archive.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** What OpenPGP messages look like from outside (RFC 9580): WAL-E and WAL-G encrypt with them. */
final class OpenPgp {
  private static final byte[] ARMOR =
      "-----BEGIN PGP MESSAGE-----".getBytes(StandardCharsets.US_ASCII);

  /** Session keys, encrypted to a public key or by a password, and encrypted data (section 5). */
  private static final Set<Integer> ENCRYPTED = Set.of(1, 3, 9, 18, 20);

  private OpenPgp() {}

  /** Returns whether content begins as an encrypted message does. Other things may, by chance. */
  static boolean begins(byte[] content) {
    if (content.length == 0) {
      return false;
    }
    return ENCRYPTED.contains(packetType(content[0]))
        || Arrays.equals(ARMOR, Arrays.copyOf(content, ARMOR.length));
  }

  /** The type of the packet that a byte begins, or -1 when it begins none (section 4.2). */
  private static int packetType(byte first) {
    return switch (first & 0xC0) {
      case 0xC0 -> first & 0x3F;
      case 0x80 -> (first & 0x3C) >> 2;
      default -> -1;
    };
  }
}
