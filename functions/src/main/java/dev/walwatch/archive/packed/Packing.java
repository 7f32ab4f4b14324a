package dev.walwatch.archive.packed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file in an archive is packed, as the end of its key says. It need not be true: WAL-E with
 * GPG leaves the {@code .lzo}, though what stands there is an OpenPGP message.
 */
public enum Packing {
  /** The file as it is, without an extension. */
  NONE("unpacked"),
  /** What {@code lzop} writes: WAL-E's only format. */
  LZO("lzop"),
  /** LZ4 frames: WAL-G's default. */
  LZ4("LZ4"),
  /** The format before {@code .xz}; it has no check sum. */
  LZMA("LZMA"),
  ZST("zstd"),
  BR("Brotli"),
  GZ("gzip");

  private final String format;

  Packing(String format) {
    this.format = format;
  }

  /** Returns the format's name, for a message. */
  String format() {
    return format;
  }

  /** Returns what stands after the last dot of a key; empty for a file as it is. */
  public String extension() {
    return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
  }

  /** Finds the packing that an extension stands for; there is none for one that nobody writes. */
  public static Optional<Packing> find(String extension) {
    return Arrays.stream(values())
        .filter(packing -> packing.extension().equals(extension))
        .findFirst();
  }
}
