package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.Canary;
import dev.walwatch.ledger.InMemoryLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryWiringTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final FakeCanaries bucket = new FakeCanaries();

  @Test
  void readsWhichCanariesThereAre() {
    var environment =
        new Environment(
            Map.of("WALWATCH_CANARIES", "backups/b/walwatch/canary, backups/a/walwatch/canary,"));

    assertThat(CanaryNames.of(environment))
        .containsExactly(
            new Canary("backups", "a/walwatch/canary"), new Canary("backups", "b/walwatch/canary"));
  }

  @ParameterizedTest
  @CsvSource({
    "walwatch/,walwatch/canary,true",
    "walwatch/,backups/main/walwatch/canary,true",
    "walwatch/,notwalwatch/canary,false",
    "walwatch/,walwatch/canary/,false",
    "walwatch/,walwatch/canary.lz4,false",
    "'',walwatch/canary,false"
  })
  void tellsACanaryByWhatAllTheirKeysEndWith(String prefix, String key, boolean canary) {
    var environment = new Environment(Map.of("WALWATCH_CANARY_PREFIX", prefix));

    var found = Canary.find("backups", key).filter(CanaryMark.of(environment));

    assertThat(found.isPresent()).isEqualTo(canary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ","})
  void putsNoneWhereNoneIsNamed(String none) {
    var check = check(Map.of("WALWATCH_CANARIES", none));

    assertThat(check.look(new InMemoryLedger().watcher(), NOON, new ArrayList<>())).isEmpty();
    assertThat(CanaryNames.of(new Environment(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'',14:59:44,1", "'',15:00:00,2", "5m,12:05:00,2", "1h,12:59:00,1"})
  void putsThemAsOftenAsTheSettingSays(String interval, String later, int puts) {
    var start = interval.isEmpty() ? NOON.plus(Duration.ofMinutes(165)) : NOON;
    var check =
        check(Map.of("WALWATCH_CANARIES", "backups/c", "WALWATCH_CANARY_INTERVAL", interval));
    var ledger = new InMemoryLedger();
    var first = check.look(ledger.watcher(), start, new ArrayList<>());
    ledger.saveWatcher(ledger.watcher().state().with(CanaryFacts.of(first)));

    check.look(ledger.watcher(), Instant.parse("2026-11-22T" + later + "Z"), new ArrayList<>());

    assertThat(bucket.put()).hasSize(puts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WALWATCH_CANARIES | backups | WALWATCH_CANARIES names \"backups\", which is not a bucket and"
            + " a key, such as backups/production/walwatch/canary",
        "WALWATCH_CANARIES | a/b,s3://a/b | WALWATCH_CANARIES names \"s3://a/b\", which is not a"
            + " bucket and a key, such as backups/production/walwatch/canary",
        "WALWATCH_CANARIES | a/main/wal_005/canary | WALWATCH_CANARIES names"
            + " \"a/main/wal_005/canary\", which lies within an archive, and has to lie beside it",
        "WALWATCH_CANARY_INTERVAL | often | WALWATCH_CANARY_INTERVAL is \"often\", not a duration"
            + " such as 28h, 15m, 90s or 2d",
        "WALWATCH_CANARY_INTERVAL | 30s | WALWATCH_CANARY_INTERVAL is \"30s\", shorter than a minute:"
            + " 15m is what most want",
      })
  void refusesAWrongSettingInOneSentence(String variable, String value, String sentence) {
    assertThatThrownBy(() -> check(Map.of(variable, value)))
        .isInstanceOf(WalwatchException.class)
        .hasMessage(sentence);
  }

  private CanaryCheck check(Map<String, String> variables) {
    return CanaryWiring.of(new Environment(variables), Duration.ofHours(1), bucket);
  }
}
