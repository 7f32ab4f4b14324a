package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.MetadataReading.Known;
import dev.walwatch.archive.MetadataReading.Unreadable;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupMetadataReaderTest {
  private static final int CAP = 1 << 20;

  private static final String FULL =
      """
      {"start_time":"2025-12-20T02:00:01.793015Z","finish_time":"2025-12-20T02:00:18.538578Z",
       "date_fmt":"%Y-%m-%dT%H:%M:%S.%fZ","hostname":"db1","data_dir":"/pgroot/data",
       "pg_version":150015,"start_lsn":3325915299880,"finish_lsn":3325916080832,
       "is_permanent":true,"system_identifier":18446744073709551614,
       "uncompressed_size":2604967632,"compressed_size":858502390,"user_data":{"a":[1,{}]}}""";

  @Test
  void readsTheMetadataOfWalg() {
    assertThat(read(FULL))
        .isEqualTo(
            new Known(
                new MetadataContent(
                    Optional.of(new Lsn(3325915299880L)),
                    Optional.of(new Lsn(3325916080832L)),
                    OptionalLong.of(-2),
                    OptionalInt.of(150015),
                    OptionalLong.of(2604967632L),
                    OptionalLong.of(858502390L),
                    Optional.of(true),
                    Optional.of(Instant.parse("2025-12-20T02:00:01.793015Z")),
                    Optional.of(Instant.parse("2025-12-20T02:00:18.538578Z")))));
  }

  @Test
  void knowsWhatRealMetadataTells() {
    var content =
        known(
            new String(
                RecordedObject.read("walg-normal", "/metadata.json"), StandardCharsets.UTF_8));

    assertThat(content.permanent()).contains(false);
    assertThat(content.start()).isPresent();
    assertThat(content.finish()).isPresent();
    assertThat(content.serverVersion()).isPresent();
    assertThat(content.startedAt()).isPresent();
  }

  @Test
  void passesOverNullsAndWhatIsNotThere() {
    var content = known("{\"system_identifier\":null,\"is_permanent\":false}");

    assertThat(content.systemIdentifier()).isEmpty();
    assertThat(content.permanent()).contains(false);
    assertThat(content.start()).isEmpty();
    assertThat(known("{}").permanent()).isEmpty();
  }

  @Test
  void keepsWhatStandsBeforeTheCap() {
    var body = "{\"is_permanent\":true,\"user_data\":\"" + "x".repeat(CAP) + "\"}";

    assertThat(known(body).permanent()).contains(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                 | empty",
        "[]                                 | not a JSON object",
        "{\"is_permanent\":true             | not JSON, or damaged",
        "{\"start_lsn\":\"0/28\"}           | start_lsn is not an unsigned 64-bit number",
        "{\"pg_version\":4294967296}        | pg_version is not a PostgreSQL version",
        "{\"finish_time\":\"yesterday\"}    | finish_time is not a time",
        "{\"compressed_size\":-5}           | compressed_size is not an unsigned 64-bit number",
      })
  void saysWhatIsWrongWithDamagedMetadata(String body, String reason) {
    assertThat(read(body)).isEqualTo(new Unreadable(reason));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTheTruthForThePermanentMark(boolean marked) {
    var metadata = known("{\"is_permanent\":" + marked + "}");

    assertThat(SentinelContent.NOTHING.with(metadata).permanent()).isEqualTo(marked);
    assertThat(permanentFromItsBeginning().with(metadata).permanent()).isEqualTo(marked);
  }

  @Test
  void leavesThePermanentMarkOfTheSentinelWhereItTellsNone() {
    assertThat(permanentFromItsBeginning().with(known("{}")).permanent()).isTrue();
  }

  @Test
  void completesASentinelOfWalgsFirstVersions() {
    var completed = SentinelContent.NOTHING.with(known(FULL));

    assertThat(completed)
        .isEqualTo(
            new SentinelContent(
                Optional.of(new Lsn(3325915299880L)),
                Optional.of(new Stop.At(new Lsn(3325916080832L))),
                Optional.empty(),
                OptionalLong.of(-2),
                OptionalLong.of(2604967632L),
                OptionalLong.of(858502390L),
                true,
                Optional.of(Instant.parse("2025-12-20T02:00:01.793015Z")),
                Optional.of(Instant.parse("2025-12-20T02:00:18.538578Z")),
                OptionalInt.of(150015)));
  }

  @Test
  void overridesNothingElseThatTheSentinelTells() {
    var sentinel = permanentFromItsBeginning();

    assertThat(sentinel.with(known(FULL))).isEqualTo(sentinel);
  }

  private static SentinelContent permanentFromItsBeginning() {
    return new SentinelContent(
        Optional.of(new Lsn(40)),
        Optional.of(
            new Stop.InSegment(
                SegmentName.parse("000000010000005B00000085"), OptionalLong.of(312))),
        Optional.empty(),
        OptionalLong.of(1),
        OptionalLong.of(2),
        OptionalLong.of(3),
        true,
        Optional.of(Instant.EPOCH),
        Optional.of(Instant.EPOCH.plusSeconds(1)),
        OptionalInt.of(160000));
  }

  private static MetadataContent known(String body) {
    return ((Known) read(body)).content();
  }

  private static MetadataReading read(String body) {
    return BackupMetadataReader.read(body.getBytes(StandardCharsets.UTF_8), CAP);
  }
}
