package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.archive.SentinelReading.Capped;
import dev.walwatch.archive.SentinelReading.Empty;
import dev.walwatch.archive.SentinelReading.Malformed;
import dev.walwatch.archive.SentinelReading.Whole;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentinelReaderTest {
  private static final long CAP = 1 << 20;

  @Test
  void readsTheSentinelOfWale() throws IOException {
    var reading =
        read(
            """
            {"wal_segment_backup_stop": "000000010000005B00000085",
             "wal_segment_offset_backup_stop": "00000312", "expanded_size_bytes": 20162900,
             "spec": {"base_prefix": "/pgdata/", "tablespaces": ["16451"],
                      "16451": {"loc": "/mnt/ts1/", "link": "pg_tblspc/16451"}}}""");

    var stop =
        new Stop.InSegment(SegmentName.parse("000000010000005B00000085"), OptionalLong.of(312));
    assertThat(reading)
        .isEqualTo(
            new Whole(
                new SentinelContent(
                    Optional.empty(),
                    Optional.of(stop),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(20162900),
                    OptionalLong.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty())));
  }

  @Test
  void doesNotTakeTheHexadecimalOffsetOfAnOfflineBackupForANumber() throws IOException {
    var content =
        whole(
            """
            {"wal_segment_backup_stop": "0000000100000000000000AB",
             "wal_segment_offset_backup_stop": "000000AB"}""");

    assertThat(content.stop())
        .contains(
            new Stop.InSegment(
                SegmentName.parse("0000000100000000000000AB"), OptionalLong.empty()));
  }

  @Test
  void readsTheSecondVersionOfWalg() throws IOException {
    var reading =
        read(
            """
            {"LSN":3325915299880,"PgVersion":150015,"FinishLSN":3325916080832,
             "SystemIdentifier":7507672962298572862,"UncompressedSize":2604967632,
             "CompressedSize":858502390,"DataCatalogSize":2605069854,
             "Spec":{"base_prefix":"/pgroot/data","tablespaces":[]},"UserData":{"a":[1,{}]},
             "FilesMetadataDisabled":true,"ChkpNum":null,"Version":2,
             "StartTime":"2025-12-20T02:00:01.793015Z","FinishTime":"2025-12-20T02:00:18.538578Z",
             "DateFmt":"%Y-%m-%dT%H:%M:%S.%fZ","Hostname":"db1","DataDir":"/pgroot/data",
             "IsPermanent":true}""");

    assertThat(reading)
        .isEqualTo(
            new Whole(
                new SentinelContent(
                    Optional.of(new Lsn(3325915299880L)),
                    Optional.of(new Stop.At(new Lsn(3325916080832L))),
                    Optional.empty(),
                    OptionalLong.of(7507672962298572862L),
                    OptionalLong.of(2604967632L),
                    OptionalLong.of(858502390L),
                    true,
                    Optional.of(Instant.parse("2025-12-20T02:00:01.793015Z")),
                    Optional.of(Instant.parse("2025-12-20T02:00:18.538578Z")),
                    OptionalInt.of(150015))));
  }

  @Test
  void keepsUnsignedNumbersExact() throws IOException {
    var content =
        whole(
            """
            {"LSN":18446744073709551615,"FinishLSN":9223372036854775808,
             "SystemIdentifier":18446744073709551614}""");

    assertThat(content.start()).contains(new Lsn(-1)).get().hasToString("FFFFFFFF/FFFFFFFF");
    assertThat(content.stop()).contains(new Stop.At(Lsn.parse("80000000/0")));
    assertThat(Long.toUnsignedString(content.systemIdentifier().orElseThrow()))
        .isEqualTo("18446744073709551614");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeltaLSN", "DeltaFromLSN"})
  void readsWhatADeltaBuildsUpon(String from) throws IOException {
    var parent = "base_000000010000000000000008_D_000000010000000000000004";

    var content =
        whole(
            """
            {"LSN":201326632,"%s":134217768,"DeltaFrom":"%s",
             "DeltaFullName":"base_000000010000000000000004","DeltaCount":2}"""
                .formatted(from, parent));

    assertThat(content.delta())
        .contains(
            new Delta(
                BackupName.parse(parent),
                Optional.of(BackupName.parse("base_000000010000000000000004")),
                OptionalLong.of(2),
                Optional.of(new Lsn(134217768))));
  }

  @Test
  void readsNamesInAnyCaseAndPassesOverNulls() throws IOException {
    var content = whole("{\"lsn\":40,\"finishlsn\":null,\"DeltaFrom\":null,\"spec\":null}");

    assertThat(content.start()).contains(new Lsn(40));
    assertThat(content.stop()).isEmpty();
    assertThat(content.delta()).isEmpty();
  }

  @Test
  void takesTheVersionZeroForUnknown() throws IOException {
    assertThat(whole("{\"PgVersion\":0}").serverVersion()).isEmpty();
  }

  @Test
  void findsNothingInAnObjectWithoutFieldsThatCount() throws IOException {
    assertThat(read("{\"Version\":2,\"UserData\":\"" + "x".repeat(100_000) + "\"}"))
        .isEqualTo(new Whole(SentinelContent.NOTHING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void knowsASentinelWithoutContent(String body) throws IOException {
    assertThat(read(body)).isEqualTo(new Empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                       | not a JSON object",
        "7                                        | not a JSON object",
        "hello                                    | not JSON, or damaged",
        "{\"LSN\":40                              | not JSON, or damaged",
        "{\"LSN\":40,}                            | not JSON, or damaged",
        "{\"LSN\":-1}                             | lsn is not an unsigned 64-bit number",
        "{\"LSN\":1.5}                            | lsn is not an unsigned 64-bit number",
        "{\"LSN\":\"0/28\"}                       | lsn is not an unsigned 64-bit number",
        "{\"FinishLSN\":18446744073709551616}     | finishlsn is not an unsigned 64-bit number",
        "{\"CompressedSize\":18446744073709551615}| compressedsize is not a size",
        "{\"StartTime\":\"yesterday\"}            | starttime is not a time",
        "{\"PgVersion\":2147483648}               | pgversion is not a PostgreSQL version",
        "{\"PgVersion\":18446744073709551615}     | pgversion is not a PostgreSQL version",
        "{\"DeltaFrom\":\"../../etc\"}            | deltafrom is not a base backup's name",
        "{\"wal_segment_backup_stop\":\"1\"}      | wal_segment_backup_stop is not a segment's name",
      })
  void saysWhatIsWrongWithADamagedOne(String body, String reason) throws IOException {
    assertThat(read(body)).isEqualTo(new Malformed(reason));
  }

  @Test
  void passesOverAHugeListOfFilesInTheMiddle() throws IOException {
    var files = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      files.append(i == 0 ? "" : ",").append("\"/base/1/").append(i).append("\":{\"Mtime\":1}");
    }

    var reading =
        SentinelReader.read(
            stream("{\"LSN\":40,\"Files\":{" + files + "},\"FinishLSN\":312}"), 64 << 20);

    assertThat(reading)
        .asInstanceOf(type(Whole.class))
        .satisfies(whole -> assertThat(whole.content().start()).contains(new Lsn(40)))
        .satisfies(whole -> assertThat(whole.content().stop()).contains(new Stop.At(new Lsn(312))));
  }

  @Test
  void readsNoMoreThanTheCapAndSaysThatItWasReached() throws IOException {
    var endless = new EndlessSentinel("{\"LSN\":40,\"Files\":{\"a\":[", "0,");

    var reading = SentinelReader.read(endless, 100_000);

    assertThat(endless.bytesRead).isLessThanOrEqualTo(100_000);
    assertThat(reading)
        .asInstanceOf(type(Capped.class))
        .satisfies(capped -> assertThat(capped.cap()).isEqualTo(100_000))
        .satisfies(capped -> assertThat(capped.content().start()).contains(new Lsn(40)))
        .satisfies(capped -> assertThat(capped.content().stop()).isEmpty());
  }

  @Test
  void neverTakesANumberThatTheCapCutForAWholeOne() throws IOException {
    var body = "{\"LSN\":40,\"FinishLSN\":3325916080832,\"DeltaFrom\":null}";
    int afterNumber = body.indexOf(",\"DeltaFrom");
    int nextField = body.indexOf("}");

    for (int cap = 1; cap < body.length(); cap++) {
      var reading = SentinelReader.read(stream(body), cap);

      var stop =
          reading instanceof Capped(var content, _) ? content.stop() : Optional.<Stop>empty();
      if (cap <= afterNumber) {
        assertThat(stop).describedAs("cap %d", cap).isEmpty();
      } else if (cap >= nextField) {
        assertThat(stop).describedAs("cap %d", cap).contains(new Stop.At(new Lsn(3325916080832L)));
      }
      assertThat(reading).isNotInstanceOf(Whole.class);
    }
    assertThat(SentinelReader.read(stream(body), body.length())).isInstanceOf(Whole.class);
  }

  @Test
  void doesNotHoldAHugeValueOfAFieldThatCounts() throws IOException {
    assertThat(read("{\"DeltaFrom\":\"" + "x".repeat(2000) + "\"}"))
        .isEqualTo(new Malformed("not JSON, or damaged"));
  }

  @Test
  void throwsWhatTheSourceThrows() {
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };

    assertThatThrownBy(() -> SentinelReader.read(failing, CAP))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  @Test
  void refusesACapThatLetsNothingThrough() {
    assertThatThrownBy(() -> SentinelReader.read(stream("{}"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("0 bytes");
  }

  private static SentinelReading read(String body) throws IOException {
    return SentinelReader.read(stream(body), CAP);
  }

  private static SentinelContent whole(String body) throws IOException {
    return ((Whole) read(body)).content();
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins with one text and then repeats another for ever. */
  private static final class EndlessSentinel extends InputStream {
    private final byte[] beginning;
    private final byte[] repeated;
    private long bytesRead;

    EndlessSentinel(String beginning, String repeated) {
      this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
      this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      long at = bytesRead++;
      return at < beginning.length
          ? beginning[(int) at]
          : repeated[(int) ((at - beginning.length) % repeated.length)];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      for (int i = 0; i < length; i++) {
        buffer[offset + i] = (byte) read();
      }
      return length;
    }
  }
}
