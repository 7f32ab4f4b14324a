package dev.walwatch.archive.packed;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * What stands before the blocks of an LZ4 frame, as {@code doc/lz4_Frame_format.md} of LZ4 has it.
 *
 * @param flags which check sums there are
 * @param blockBytes how many bytes a block has at most, unpacked
 */
record Lz4Frame(int flags, int blockBytes) {
  private static final int MAGIC = 0x184D2204;
  private static final int VERSION = 0xC0;
  private static final int VERSION_1 = 0x40;
  private static final int BLOCK_SUMS = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_SUM = 0x04;
  private static final int DICTIONARY = 0x01;

  /** The sizes 4 to 7 stand for 64 KB, 256 KB, 1 MB and 4 MB. */
  private static final int SMALLEST_SIZE = 4;

  /**
   * @throws IOException when the source does not begin with a frame, or with one that needs a
   *     dictionary
   */
  static Lz4Frame read(DataInputStream source) throws IOException {
    expect(Integer.reverseBytes(source.readInt()) == MAGIC);
    source.mark(2);
    int flags = source.readUnsignedByte();
    int size = (source.readUnsignedByte() >> 4) & 7;
    expect((flags & VERSION) == VERSION_1 && (flags & DICTIONARY) == 0 && size >= SMALLEST_SIZE);
    source.reset();
    var descriptor = source.readNBytes((flags & CONTENT_SIZE) == 0 ? 2 : 10);
    expect(source.readUnsignedByte() == ((XxHash32.of(descriptor) >> 8) & 0xFF));
    return new Lz4Frame(flags, 1 << (8 + 2 * size));
  }

  boolean blocksHaveSums() {
    return (flags & BLOCK_SUMS) != 0;
  }

  boolean contentHasSum() {
    return (flags & CONTENT_SUM) != 0;
  }

  static void expect(boolean asTheFormatHasIt) throws IOException {
    if (!asTheFormatHasIt) {
      throw new IOException("not an LZ4 frame");
    }
  }
}
