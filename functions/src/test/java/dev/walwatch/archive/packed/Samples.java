package dev.walwatch.archive.packed;

import dev.walwatch.archive.RecordedObject;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lzo.LzoCompressor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Packed files, most of them made by the tools themselves. */
public final class Samples {

  /** What is packed in the samples of this class. */
  public static final String HISTORY =
      """
      1\t0/2A33FF50\tno recovery target specified

      2\t0/2A3400E8\tno recovery target specified
      """;

  private static final Map<Packing, String> PACKED_HISTORY =
      Map.of(
          // lz4 1.9
          Packing.LZ4,
          "BCJNGGRApz8AAADyHTEJMC8yQTMzRkY1MAlubyByZWNvdmVyeSB0YXJnZXQgc3BlY2lmaWVkCgoyKwBfNDAwRTgr"
              + "AAZQZmllZAoAAAAACGi6YA==",
          // Python's lzma, without the size in the header, as WAL-G packs
          Packing.LZMA,
          "XQAAgAD//////////wAYgkJCveVBAacqxvPz1b+kKv3vZb5R9cmTfyoF5CPeORVAUJa2JITwdhZm9UhaOvzONOhj"
              + "e9N4B///xk8AAA==",
          // zstd -3 --check
          Packing.ZST,
          "KLUv/SRV3QEAFAMxCTAvMkEzM0ZGNTAJbm8gcmVjb3ZlcnkgdGFyZ2V0IHNwZWNpZmllZAoKMjQwMEU4AgBAaDpM"
              + "lQGPyG6x",
          // Node's zlib
          Packing.BR,
          "G1QAOMRORplWnG9TBVoEJnKAlFhbIgfkp4o9lZ4SxNp9N0H3sVTbjNkAApgC",
          // Python's gzip
          Packing.GZ,
          "H4sIAAAAAAACAzPkNNA3cjQ2dnMzNeDMy1coSk3OL0stqlQoSSxKTy1RKC5ITc5My0xN4eIygig1MTBwtcCvFABM"
              + "qmNQVQAAAA==");

  /** Three million line feeds, as these tools pack them. */
  private static final Map<Packing, String> PACKED_BOMB =
      Map.of(
          Packing.ZST,
          "KLUv/YRYAAAwAFQAABAKCgEA+/85wAICABAKAgAQCgIAEAoCABAKAgAQCgIAEAoCABAKAgAQCgIAEAoCABAKAgAQ"
              + "CgIAEAoCABAKAgAQCgIAEAoCABAKAgAQCgIAEAoCABAKAgAQCgIAEAoCABAKAwAQCvLAUGI=",
          Packing.BR,
          "m///L/glFOKxQCD3/gU=");

  private static final int LZOP_BLOCK = 256 << 10;

  private Samples() {}

  /** Returns {@link #HISTORY} as a tool packed it. */
  public static byte[] history(Packing packing) {
    return switch (packing) {
      case NONE -> HISTORY.getBytes(StandardCharsets.UTF_8);
      case LZO -> lzop(HISTORY.getBytes(StandardCharsets.UTF_8));
      default -> Base64.getDecoder().decode(PACKED_HISTORY.getOrDefault(packing, ""));
    };
  }

  /** Returns a small file that becomes three million line feeds. */
  static byte[] bomb(Packing packing) {
    var lines = "\n".repeat(3 << 20).getBytes(StandardCharsets.UTF_8);
    return switch (packing) {
      case NONE -> lines;
      case LZO -> lzop(lines);
      case LZ4 -> lz4(lines);
      case GZ -> written(lines, GZIPOutputStream::new);
      case LZMA -> written(lines, sink -> new LZMAOutputStream(sink, new LZMA2Options(1), -1));
      case ZST, BR -> Base64.getDecoder().decode(PACKED_BOMB.getOrDefault(packing, ""));
    };
  }

  /** Packs as lzop does: behind the header of a real file, blocks with the check sum of each. */
  static byte[] lzop(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    var sink = new DataOutputStream(bytes);
    try {
      sink.write(lzopHeader());
      for (int at = 0; at < content.length; at += LZOP_BLOCK) {
        lzopBlock(Arrays.copyOfRange(content, at, Math.min(at + LZOP_BLOCK, content.length)), sink);
      }
      sink.writeInt(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] lzopHeader() {
    return Arrays.copyOf(RecordedObject.read("wale-timeline-switch", "00000002.history.lzo"), 38);
  }

  private static void lzopBlock(byte[] block, DataOutputStream sink) throws IOException {
    var packed = packed(new LzoCompressor(), block);
    var sum = new Adler32();
    sum.update(block);
    sink.writeInt(block.length);
    sink.writeInt(Math.min(packed.length, block.length));
    sink.writeInt((int) sum.getValue());
    sink.write(packed.length < block.length ? packed : block);
  }

  /** Packs as LZ4 frames with blocks of at most 4 MB and without check sums. */
  static byte[] lz4(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    var sink = new DataOutputStream(bytes);
    var packed = packed(new Lz4Compressor(), content);
    try {
      sink.write(HexFormat.of().parseHex("04224d18607073"));
      sink.writeInt(Integer.reverseBytes(packed.length));
      sink.write(packed);
      sink.writeInt(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(Compressor compressor, byte[] block) {
    var packed = new byte[compressor.maxCompressedLength(block.length)];
    int count = compressor.compress(block, 0, block.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, count);
  }

  private interface Packer {
    OutputStream open(OutputStream sink) throws IOException;
  }

  private static byte[] written(byte[] content, Packer packer) {
    var bytes = new ByteArrayOutputStream();
    try (var sink = packer.open(bytes)) {
      sink.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
