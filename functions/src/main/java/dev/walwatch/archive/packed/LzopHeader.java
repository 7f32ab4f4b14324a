package dev.walwatch.archive.packed;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What stands before the blocks of an {@code lzop} file.
 *
 * @param flags which check sums each block has
 */
record LzopHeader(int flags) {
  static final int ADLER32_UNPACKED = 0x1;
  static final int ADLER32_PACKED = 0x2;
  static final int CRC32_UNPACKED = 0x100;
  static final int CRC32_PACKED = 0x200;

  private static final byte[] MAGIC = {(byte) 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1A, '\n'};

  /** Before this version some fields did not exist yet. */
  private static final int NEWER = 0x0940;

  /** The methods of LZO1X: what unpacks one unpacks them all. */
  private static final int FIRST_METHOD = 1;

  private static final int LAST_METHOD = 3;

  /** An extra field, several files in one, a filter: lzop writes none of them by itself. */
  private static final int UNUSUAL = 0x40 | 0x400 | 0x800;

  /**
   * @throws IOException when the source does not begin as a file of lzop
   */
  static LzopHeader read(DataInputStream source) throws IOException {
    expect(Arrays.equals(source.readNBytes(MAGIC.length), MAGIC));
    boolean newer = source.readUnsignedShort() >= NEWER;
    source.skipNBytes(newer ? 4 : 2); // the versions of the library and of who may unpack
    int method = source.readUnsignedByte();
    expect(method >= FIRST_METHOD && method <= LAST_METHOD);
    source.skipNBytes(newer ? 1 : 0); // the level
    int flags = source.readInt();
    expect((flags & UNUSUAL) == 0);
    source.skipNBytes(newer ? 12 : 8); // the file's mode and time
    source.skipNBytes(source.readUnsignedByte()); // its name
    source.skipNBytes(4); // the check sum of these fields, of which nothing else counts
    return new LzopHeader(flags);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  static void expect(boolean asLzopWrites) throws IOException {
    if (!asLzopWrites) {
      throw new IOException("not as lzop writes");
    }
  }
}
