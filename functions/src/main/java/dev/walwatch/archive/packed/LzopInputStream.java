package dev.walwatch.archive.packed;

import static dev.walwatch.archive.packed.LzopHeader.ADLER32_PACKED;
import static dev.walwatch.archive.packed.LzopHeader.ADLER32_UNPACKED;
import static dev.walwatch.archive.packed.LzopHeader.CRC32_PACKED;
import static dev.walwatch.archive.packed.LzopHeader.CRC32_UNPACKED;
import static dev.walwatch.archive.packed.LzopHeader.expect;

import io.airlift.compress.lzo.LzoDecompressor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * Reads what {@code lzop} writes, and verifies it: the library has a reader of its own, but that
 * one passes over the check sums.
 */
final class LzopInputStream extends BlockInputStream {
  private final DataInputStream source;
  private final LzopHeader header;

  LzopInputStream(InputStream source) throws IOException {
    this.source = new DataInputStream(source);
    header = LzopHeader.read(this.source);
  }

  @Override
  byte[] nextBlock() throws IOException {
    int unpackedBytes = source.readInt();
    if (unpackedBytes == 0) {
      return new byte[0];
    }
    int packedBytes = source.readInt();
    // lzop's blocks have 256 KB: a larger size is damage, or there to take memory for nothing
    expect(unpackedBytes > 0 && unpackedBytes <= PackedFile.LONGEST);
    expect(packedBytes > 0 && packedBytes <= unpackedBytes);
    int adler32 = header.has(ADLER32_UNPACKED) ? source.readInt() : 0;
    int crc32 = header.has(CRC32_UNPACKED) ? source.readInt() : 0;
    var block =
        packedBytes == unpackedBytes
            ? source.readNBytes(packedBytes) // what did not get smaller stands as it is
            : unpack(packedBytes, unpackedBytes);
    expect(block.length == unpackedBytes);
    expect(!header.has(ADLER32_UNPACKED) || sum(new Adler32(), block) == adler32);
    expect(!header.has(CRC32_UNPACKED) || sum(new CRC32(), block) == crc32);
    return block;
  }

  private byte[] unpack(int packedBytes, int unpackedBytes) throws IOException {
    source.skipNBytes(header.has(ADLER32_PACKED) ? 4 : 0);
    source.skipNBytes(header.has(CRC32_PACKED) ? 4 : 0);
    var packed = source.readNBytes(packedBytes);
    var unpacked = new byte[unpackedBytes];
    int count =
        new LzoDecompressor().decompress(packed, 0, packed.length, unpacked, 0, unpackedBytes);
    expect(count == unpackedBytes);
    return unpacked;
  }

  private static int sum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
