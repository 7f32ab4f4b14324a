package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu         | 150018",
        "PostgreSQL 9.2.24 on x86_64-unknown-linux-gnu, compiled by gcc, 64-bit   | 90224",
        "PostgreSQL 8.4.22                                                        | 80422",
        "PostgreSQL 10.0 on x86_64                                                | 100000",
        "PostgreSQL 16beta1 on aarch64                                            | 160000",
        "PostgreSQL 19devel on aarch64                                            | 190000",
        "PostgreSQL 17rc1                                                         | 170000",
        "PostgreSQL 9.6rc1 on x86_64                                              | 90600",
        "PostgreSQL 13.4 (EnterpriseDB Advanced Server 13.4.8) on x86_64          | 130004",
        "EnterpriseDB 9.5.0.5 on x86_64-pc-linux-gnu                              | 90500",
        "EnterpriseDB 10.1.5 on x86_64-pc-linux-gnu                               | 100001",
      })
  void findsTheNumberThatTheServerItselfGives(String text, int number) {
    assertThat(ServerVersion.find(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PostgreSQL 15.18\n", "\n PostgreSQL 15.18", "PostgreSQL 15.18\non x\n"})
  void passesOverLineEnds(String text) {
    assertThat(ServerVersion.find(text)).hasValue(150018);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "15.18",
        "PostgreSQL",
        "PostgreSQL fifteen",
        "PostgreSQL 150.1",
        "PostgreSQL 15.180",
        "PostgreSQL 9.2.240",
        "MySQL 8.0.1",
        "not PostgreSQL 15.18",
      })
  void findsNoneInWhatBeginsWithNoVersion(String text) {
    assertThat(ServerVersion.find(text)).isEmpty();
  }
}
