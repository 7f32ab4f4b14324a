package dev.walwatch.archive.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.walwatch.archive.RecordedObject;
import dev.walwatch.archive.packed.Unpacked.Text;
import dev.walwatch.archive.packed.Unpacked.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFileTest {
  private static final Unreadable TOO_LONG = new Unreadable("longer than 1 MB");
  private static final Unreadable ENCRYPTED = new Unreadable("encrypted");

  @ParameterizedTest
  @EnumSource
  void unpacksEachFormat(Packing packing) {
    assertThat(PackedFile.unpack(packing, Samples.history(packing)))
        .isEqualTo(new Text(Samples.HISTORY));
  }

  @ParameterizedTest
  @CsvSource({
    "wale-timeline-switch, .history.lzo, LZO, 1\t0/A542BC8\tno recovery target",
    "wale-timeline-switch, .000000D8.backup.lzo, LZO, START WAL LOCATION: 0/D0000D8",
    "walg-timeline-switch, .history.lz4, LZ4, 1\t0/A542BC8\tno recovery target",
    "walg-timeline-switch, .000000D8.backup.lz4, LZ4, START WAL LOCATION: 0/D0000D8",
  })
  void unpacksWhatRealToolsPacked(String trace, String keyEnd, Packing packing, String beginning) {
    var recorded = RecordedObject.read(trace, keyEnd);

    var unpacked = PackedFile.unpack(packing, recorded);

    assertThat(unpacked)
        .asInstanceOf(type(Text.class))
        .satisfies(text -> assertThat(text.text()).startsWith(beginning).endsWith("\n"));
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnObjectWithoutContentIsEmpty(Packing packing) {
    assertThat(PackedFile.unpack(packing, new byte[0])).isEqualTo(new Unreadable("empty"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void saysThatATruncatedFileIsDamaged(Packing packing) {
    var whole = Samples.history(packing);

    for (int length = 1; length < whole.length; length++) {
      var unpacked = PackedFile.unpack(packing, Arrays.copyOf(whole, length));

      assertThat(unpacked).describedAs("%d bytes", length).isEqualTo(damaged(packing));
    }
  }

  /** LZMA and Brotli have no check sums: there, damage can go unseen. */
  @ParameterizedTest
  @EnumSource(names = {"LZO", "LZ4", "ZST", "GZ"})
  void neverTakesADamagedFileForAnotherOne(Packing packing) {
    forEachFlippedBit(
        Samples.history(packing),
        damaged ->
            assertThat(PackedFile.unpack(packing, damaged))
                .isIn(damaged(packing), ENCRYPTED, TOO_LONG, new Text(Samples.HISTORY)));
  }

  @ParameterizedTest
  @EnumSource
  void hasAnOutcomeForDamageAnywhere(Packing packing) {
    var whole = Samples.history(packing);

    for (int at = 0; at < whole.length; at++) {
      var damaged = whole.clone();
      damaged[at] ^= (byte) 0xFF;
      assertThat(PackedFile.unpack(packing, damaged)).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasAnOutcomeForAnyBytes(Packing packing) {
    var random = new Random(20260301);
    var start = Samples.history(packing);
    for (int round = 0; round < 200; round++) {
      var bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      System.arraycopy(start, 0, bytes, 0, random.nextInt(Math.min(start.length, bytes.length)));

      assertThat(PackedFile.unpack(packing, bytes)).isNotNull();
    }
  }

  /** A message to a key and one to a pass phrase in both packet formats, and bare data. */
  @ParameterizedTest
  @ValueSource(strings = {"85020C03", "8C0D0407", "C1C04C03", "C32E0409", "D2C01801"})
  void knowsAnEncryptedFileWhateverItsKeySays(String beginning) {
    var message = new byte[300];
    new Random(20260301).nextBytes(message);
    ByteBuffer.wrap(message).put(HexFormat.of().parseHex(beginning));

    for (var packing : Packing.values()) {
      assertThat(PackedFile.unpack(packing, message))
          .describedAs("%s", packing)
          .isEqualTo(ENCRYPTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsAnEncryptedFileThatIsText(Packing packing) {
    var message = "-----BEGIN PGP MESSAGE-----\n\nhQIMA".getBytes(StandardCharsets.US_ASCII);

    assertThat(PackedFile.unpack(packing, message)).isEqualTo(ENCRYPTED);
  }

  @ParameterizedTest
  @EnumSource
  void unpacksNoMoreThanItMay(Packing packing) {
    assertThat(PackedFile.unpack(packing, Samples.bomb(packing))).isEqualTo(TOO_LONG);
  }

  @Test
  void takesAFileOfJustTheLongestLength() throws IOException {
    var longest = "x".repeat(PackedFile.LONGEST);

    assertThat(PackedFile.unpack(Packing.NONE, longest.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Text(longest));
    assertThat(PackedFile.unpack(Packing.GZ, gzip(longest))).isEqualTo(new Text(longest));
    assertThat(PackedFile.unpack(Packing.GZ, gzip(longest + "x"))).isEqualTo(TOO_LONG);
    assertThat(
            PackedFile.unpack(Packing.LZO, Samples.lzop(longest.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(new Text(longest));
  }

  @Test
  void doesNotEvenBeginToUnpackWhatIsTooLong() {
    assertThat(PackedFile.unpack(Packing.GZ, new byte[PackedFile.LONGEST + 1])).isEqualTo(TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, PackedFile.LONGEST + 1})
  void takesNoMemoryForABlockOfLzopThatClaimsToBeHuge(int claimed) {
    var header = Samples.lzopHeader();
    var file =
        ByteBuffer.allocate(header.length + 12).put(header).putInt(claimed).putInt(100).array();

    assertThat(PackedFile.unpack(Packing.LZO, file)).isEqualTo(damaged(Packing.LZO));
  }

  @Test
  void takesNoMemoryForTheDictionaryThatLzmaAsksFor() {
    var file = Samples.history(Packing.LZMA);
    Arrays.fill(file, 1, 5, (byte) 0xFF); // 4 GB, more than an array can have

    assertThat(PackedFile.unpack(Packing.LZMA, file)).isEqualTo(new Text(Samples.HISTORY));
  }

  @Test
  void doesNotKnowLz4ThatNeedsADictionary() {
    var file = HexFormat.of().parseHex("04224d186170000000000000000000");

    assertThat(PackedFile.unpack(Packing.LZ4, file)).isEqualTo(damaged(Packing.LZ4));
  }

  @Test
  void unpacksWhatLz4CouldNotMakeSmaller() {
    var file = HexFormat.of().parseHex("04224d18607073" + "02000080" + "310a" + "00000000");

    assertThat(PackedFile.unpack(Packing.LZ4, file)).isEqualTo(new Text("1\n"));
  }

  @Test
  void unpacksALongTextOfLzopWithManyBlocks() {
    var text = new StringBuilder();
    for (int line = 0; text.length() < 900_000; line++) {
      text.append(line).append('\n');
    }

    var file = Samples.lzop(text.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(PackedFile.unpack(Packing.LZO, file)).isEqualTo(new Text(text.toString()));
  }

  private static Unreadable damaged(Packing packing) {
    return new Unreadable("not in " + packing.format() + " format, or damaged");
  }

  private static void forEachFlippedBit(byte[] whole, Consumer<byte[]> then) {
    for (int bit = 0; bit < whole.length * 8; bit++) {
      var damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      then.accept(damaged);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
