package dev.walwatch.archive.packed;

import static java.lang.Integer.rotateLeft;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The check sum of LZ4 frames, with the seed 0, as its specification has it: {@code
 * doc/xxhash_spec.md} of xxHash.
 */
final class XxHash32 {
  private static final int PRIME_1 = 0x9E3779B1;
  private static final int PRIME_2 = 0x85EBCA77;
  private static final int PRIME_3 = 0xC2B2AE3D;
  private static final int PRIME_4 = 0x27D4EB2F;
  private static final int PRIME_5 = 0x165667B1;
  private static final int STRIPE = 16;

  private XxHash32() {}

  static int of(byte[] bytes) {
    var left = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int sum = (bytes.length < STRIPE ? PRIME_5 : stripes(left)) + bytes.length;
    while (left.remaining() >= Integer.BYTES) {
      sum = rotateLeft(sum + left.getInt() * PRIME_3, 17) * PRIME_4;
    }
    while (left.hasRemaining()) {
      sum = rotateLeft(sum + (left.get() & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    sum = (sum ^ (sum >>> 15)) * PRIME_2;
    sum = (sum ^ (sum >>> 13)) * PRIME_3;
    return sum ^ (sum >>> 16);
  }

  private static int stripes(ByteBuffer left) {
    int first = 0x24234428; // the sum of the first two primes, without its carry
    int second = PRIME_2;
    int third = 0;
    int fourth = -PRIME_1;
    while (left.remaining() >= STRIPE) {
      first = lane(first, left.getInt());
      second = lane(second, left.getInt());
      third = lane(third, left.getInt());
      fourth = lane(fourth, left.getInt());
    }
    return rotateLeft(first, 1)
        + rotateLeft(second, 7)
        + rotateLeft(third, 12)
        + rotateLeft(fourth, 18);
  }

  private static int lane(int sum, int value) {
    return rotateLeft(sum + value * PRIME_2, 13) * PRIME_1;
  }
}
