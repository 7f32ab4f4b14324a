package dev.walwatch.local.replay;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** What an object of a trace holds: the recorded bytes, or as many zeros as it had bytes. */
public final class Content {

  private final long size;
  private final byte[] recorded;
  private final boolean isRecorded;

  private Content(long size, byte[] recorded, boolean isRecorded) {
    this.size = size;
    this.recorded = recorded;
    this.isRecorded = isRecorded;
  }

  /** Makes content that was recorded. */
  public static Content of(byte[] recorded) {
    return new Content(recorded.length, recorded.clone(), true);
  }

  /** Makes content of which only the size was recorded. */
  public static Content ofZeros(long size) {
    if (size < 0) {
      throw new IllegalArgumentException(size + ": a size is not negative");
    }
    return new Content(size, new byte[0], false);
  }

  public long size() {
    return size;
  }

  /** Returns the recorded bytes; empty when only their number was recorded. */
  public Optional<byte[]> recorded() {
    return isRecorded ? Optional.of(recorded.clone()) : Optional.empty();
  }

  /** Opens a part of the content, which must lie within it. */
  public InputStream open(long offset, long length) {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new IllegalArgumentException(
          "%d bytes from %d on: there are %d".formatted(length, offset, size));
    }
    return recorded.length > 0
        ? new ByteArrayInputStream(recorded, (int) offset, (int) length)
        : new Zeros(length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content
        && content.size == size
        && Arrays.equals(content.recorded, recorded);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(size);
  }

  @Override
  public String toString() {
    return size + (recorded.length > 0 ? " recorded bytes" : " zeros");
  }

  /** Zeros without an array of them: a part of a base backup may be large. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
