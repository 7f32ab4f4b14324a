package dev.walwatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.wal.SegmentSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySettingsTest {

  private static PolicySettings with(String name, String value) {
    return PolicySettings.defaults().with(Map.of(name, value));
  }

  @Test
  void theDefaultsAreTheContractWithThePeopleOnCall() {
    assertThat(PolicySettings.defaults().toPolicy())
        .isEqualTo(
            new Policy(
                Duration.ofHours(28),
                Duration.ofHours(52),
                Duration.ofHours(24),
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(60),
                WalExpectation.LEARN,
                QuietHours.NONE,
                Optional.empty(),
                Optional.empty(),
                new Policy.IcingaNames(
                    Optional.empty(),
                    "PostgreSQL WAL-E base backup push",
                    "PostgreSQL WAL-E archiving to S3"),
                new Policy.AlertPolicy(1, Optional.of(Duration.ofHours(4))),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "5m, PT5M", "1h, PT1H", "2d, PT48H", "' 7m ', PT7M", "0010m, PT10M"})
  void durationsAreANumberAndAUnit(String text, Duration duration) {
    assertThat(with("wal.grace", text).toPolicy().walGrace()).isEqualTo(duration);
  }

  @Test
  void everySettingReachesItsPlace() {
    var settings =
        Map.ofEntries(
            Map.entry("backup.warning", "1h"),
            Map.entry("backup.critical", "2h"),
            Map.entry("backup.unfinished", "3h"),
            Map.entry("wal.grace", "4m"),
            Map.entry("wal.warning", "5m"),
            Map.entry("wal.critical", "6m"),
            Map.entry("wal.expect", "idle-ok"),
            Map.entry("wal.quiet", "22:00-06:00"),
            Map.entry("wal.segment-size", "64MB"),
            Map.entry("wal.before-9.3", "true"),
            Map.entry("icinga.host", "db1"),
            Map.entry("icinga.backup-service", "base backup"),
            Map.entry("icinga.wal-service", "WAL"),
            Map.entry("alert.confirm", "3"),
            Map.entry("alert.remind", "never"));

    assertThat(settings).containsOnlyKeys(PolicySettings.DEFAULTS.keySet());
    assertThat(PolicySettings.defaults().with(settings).toPolicy())
        .isEqualTo(
            new Policy(
                Duration.ofHours(1),
                Duration.ofHours(2),
                Duration.ofHours(3),
                Duration.ofMinutes(4),
                Duration.ofMinutes(5),
                Duration.ofMinutes(6),
                WalExpectation.IDLE_OK,
                QuietHours.parse("22:00-06:00 UTC"),
                Optional.of(SegmentSize.megabytes(64)),
                Optional.of(true),
                new Policy.IcingaNames(Optional.of("db1"), "base backup", "WAL"),
                new Policy.AlertPolicy(3, Optional.empty()),
                List.of()));
  }

  @Test
  void whatIsSetLaterWins() {
    var environment = with("wal.grace", "5m");

    assertThat(environment.with(Map.of("wal.grace", "7m")).toPolicy().walGrace())
        .isEqualTo(Duration.ofMinutes(7));
    assertThat(environment.with(Map.of("wal.warning", "7m")).toPolicy().walGrace())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup.warning",
        "backup.critical",
        "backup.unfinished",
        "wal.grace",
        "wal.warning",
        "wal.critical",
        "alert.remind",
      })
  void everyDurationThatSaysNothingIsRefusedWithItsName(String name) {
    for (var bad :
        new String[] {
          "",
          " ",
          "0m",
          "10",
          "m",
          "-5m",
          "1.5h",
          "5 m",
          "5min",
          "5M",
          "1h30m",
          "PT5M",
          "1w",
          "10000000s",
          "٣m"
        }) {
      assertThatThrownBy(() -> with(name, bad).toPolicy())
          .as("%s=%s", name, bad)
          .isInstanceOf(BadPolicyException.class)
          .hasMessageStartingWith(name + " is \"" + bad.strip() + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "15MB", "2GB", "512kB", "16777216"})
  void aWrongSegmentSizeIsRefusedWithItsName(String size) {
    assertThatThrownBy(() -> with("wal.segment-size", size).toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageStartingWith("wal.segment-size: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "1", "TRUE"})
  void truthIsTrueOrFalse(String text) {
    assertThatThrownBy(() -> with("wal.before-9.3", text).toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageStartingWith("wal.before-9.3 is \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"backup.warning, 53h, backup.critical", "wal.warning, 61m, wal.critical"})
  void aWarningMustNotComeAfterItsCritical(String name, String value, String critical) {
    assertThatThrownBy(() -> with(name, value).toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageContainingAll(name, critical);
  }

  @Test
  void aWarningMayComeTogetherWithItsCritical() {
    assertThat(with("wal.warning", "60m").toPolicy().walWarning()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void anUnknownNameIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(() -> with("wal.grase", "5m"))
        .isInstanceOf(BadPolicyException.class)
        .hasMessageContainingAll("\"wal.grase\"", "wal.grace", "backup.warning");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aBlankHostMeansTheDefaultOne(String host) {
    assertThat(with("icinga.host", host).toPolicy().icingaHost()).isEmpty();
  }

  @Test
  void wrongQuietHoursAreRefusedWithTheirName() {
    assertThatThrownBy(() -> with("wal.quiet", "at night").toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageStartingWith("wal.quiet is \"at night\": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "11", "1.5", "two", "1m", "9999999", "٣"})
  void aProblemIsConfirmedByNoneToTenFurtherChecks(String text) {
    assertThatThrownBy(() -> with("alert.confirm", text).toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageStartingWith("alert.confirm is ")
        .hasMessageContaining(text)
        .hasMessageEndingWith("not a whole number from 0 to 10");
    assertThat(with("alert.confirm", "0").toPolicy().alert().confirm()).isZero();
    assertThat(with("alert.confirm", "10").toPolicy().alert().confirm()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"icinga.host", "icinga.backup-service", "icinga.wal-service"})
  void aNameThatIcingaCannotHaveIsRefused(String name) {
    for (var bad : new String[] {"db1!WAL", "a\u0000b", "a\nb", "a\u0085b"}) {
      assertThatThrownBy(() -> with(name, bad).toPolicy())
          .isInstanceOf(BadPolicyException.class)
          .hasMessageStartingWith(name + " is \"" + bad + "\": a name in Icinga");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"icinga.backup-service", "icinga.wal-service"})
  void aServiceNeedsAName(String name) {
    assertThatThrownBy(() -> with(name, " ").toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageStartingWith(name + " is \"\": a name in Icinga is not blank");
  }

  @Test
  void bothServicesNeedNamesOfTheirOwn() {
    assertThatThrownBy(
            () -> with("icinga.wal-service", "PostgreSQL WAL-E base backup push").toPolicy())
        .isInstanceOf(BadPolicyException.class)
        .hasMessageContainingAll("icinga.backup-service", "icinga.wal-service", "of its own");
  }

  @Test
  void eachServiceHasItsNameInIcinga() {
    var names = PolicySettings.defaults().toPolicy().icinga();

    for (var service : Service.values()) {
      assertThat(names.of(service)).isEqualTo(service.runbookName());
    }
  }
}
