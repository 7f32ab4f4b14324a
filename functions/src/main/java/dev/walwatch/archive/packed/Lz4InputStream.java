package dev.walwatch.archive.packed;

import static dev.walwatch.archive.packed.Lz4Frame.expect;

import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads one LZ4 frame, and verifies it: the library knows blocks alone. Blocks that refer to the
 * one before are not understood; WAL-G writes none, and a small file has one block.
 */
final class Lz4InputStream extends BlockInputStream {
  /** A block with this bit in its size stands as it is. */
  private static final int STORED = 0x8000_0000;

  /** One byte of LZ4 makes at most so many: more memory no block needs. */
  private static final int LARGEST_RATIO = 255;

  private final DataInputStream source;
  private final Lz4Frame frame;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  Lz4InputStream(InputStream source) throws IOException {
    this.source = new DataInputStream(source);
    frame = Lz4Frame.read(this.source);
  }

  @Override
  byte[] nextBlock() throws IOException {
    int size = readInt();
    if (size == 0) {
      expect(!frame.contentHasSum() || readInt() == XxHash32.of(content.toByteArray()));
      return new byte[0];
    }
    int bytes = size & ~STORED;
    expect(bytes > 0 && bytes <= frame.blockBytes());
    var packed = source.readNBytes(bytes);
    expect(packed.length == bytes);
    expect(!frame.blocksHaveSums() || readInt() == XxHash32.of(packed));
    var block = (size & STORED) == 0 ? unpack(packed) : packed;
    expect(block.length > 0);
    content.writeBytes(block);
    return block;
  }

  private byte[] unpack(byte[] packed) {
    long most = Math.min(frame.blockBytes(), (long) LARGEST_RATIO * packed.length);
    var unpacked = new byte[(int) most];
    int count =
        new Lz4Decompressor().decompress(packed, 0, packed.length, unpacked, 0, unpacked.length);
    return Arrays.copyOf(unpacked, count);
  }

  /** LZ4 writes the least byte first, unlike Java. */
  private int readInt() throws IOException {
    return Integer.reverseBytes(source.readInt());
  }
}
