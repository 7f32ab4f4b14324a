package dev.walwatch.archive.packed;

import java.io.IOException;
import java.io.InputStream;

/** Gives out what is unpacked block by block. */
abstract class BlockInputStream extends InputStream {
  private byte[] block = {};
  private int at;
  private boolean ended;

  /** Returns the next block; one without bytes is behind the last. */
  abstract byte[] nextBlock() throws IOException;

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (at == block.length && !ended) {
      block = nextBlock();
      at = 0;
      ended = block.length == 0;
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, block.length - at);
    System.arraycopy(block, at, buffer, offset, count);
    at += count;
    return count;
  }
}
