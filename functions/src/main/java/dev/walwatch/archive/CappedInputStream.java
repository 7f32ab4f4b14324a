package dev.walwatch.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after so many bytes, and knows whether a reader wanted more. */
final class CappedInputStream extends FilterInputStream {
  private long left;
  private boolean wasShort;

  CappedInputStream(InputStream source, long cap) {
    super(source);
    left = cap;
  }

  /** Returns whether a reader came to the cap and asked for more. */
  boolean wasShort() {
    return wasShort;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length > 0 && left == 0) {
      wasShort = true;
      return -1;
    }
    int count = super.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
