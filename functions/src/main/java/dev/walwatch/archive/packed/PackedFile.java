package dev.walwatch.archive.packed;

import dev.walwatch.archive.packed.Unpacked.Text;
import dev.walwatch.archive.packed.Unpacked.Unreadable;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tukaani.xz.LZMAInputStream;

/** Takes the text out of a small packed file, and never more than {@value #LONGEST} bytes of it. */
public final class PackedFile {

  /**
   * No file that is read here is longer, packed or unpacked. A history file has one short line for
   * each promotion.
   */
  public static final int LONGEST = 1 << 20;

  private PackedFile() {}

  /**
   * Unpacks a file.
   *
   * @param content the whole object; whoever reads no more than {@link #LONGEST} bytes and one
   *     learns that it is too long
   */
  public static Unpacked unpack(Packing packing, byte[] content) {
    if (content.length == 0) {
      return new Unreadable("empty");
    }
    if (content.length > LONGEST) {
      return tooLong();
    }
    if (packing == Packing.NONE && OpenPgp.begins(content)) {
      return encrypted();
    }
    try (var unpacked = open(packing, new ByteArrayInputStream(content))) {
      var bytes = unpacked.readNBytes(LONGEST + 1);
      return bytes.length > LONGEST
          ? tooLong()
          : new Text(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException damaged) {
      // each library has exceptions of its own for damage, some of them unchecked
      return OpenPgp.begins(content)
          ? encrypted()
          : new Unreadable("not in " + packing.format() + " format, or damaged");
    }
  }

  private static InputStream open(Packing packing, InputStream packed) throws IOException {
    return switch (packing) {
      case NONE -> packed;
      case LZO -> new LzopInputStream(packed);
      case LZ4 -> new Lz4InputStream(packed);
      case LZMA -> lzma(packed);
      case ZST -> new ZstdInputStream(packed);
      case BR -> new BrotliInputStream(packed);
      case GZ -> new GZIPInputStream(packed);
    };
  }

  /** Whatever dictionary the header asks for, a text refers to nothing before its beginning. */
  private static InputStream lzma(InputStream packed) throws IOException {
    var header = new DataInputStream(packed);
    byte properties = header.readByte();
    long dictionary = Integer.toUnsignedLong(Integer.reverseBytes(header.readInt()));
    long bytes = Long.reverseBytes(header.readLong());
    return new LZMAInputStream(packed, bytes, properties, (int) Math.min(dictionary, 2 * LONGEST));
  }

  private static Unpacked tooLong() {
    return new Unreadable("longer than 1 MB");
  }

  private static Unpacked encrypted() {
    return new Unreadable("encrypted");
  }
}
