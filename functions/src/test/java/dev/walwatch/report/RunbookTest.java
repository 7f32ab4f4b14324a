package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookTest {

  @Test
  void aCodeHasItsPageBelowTheBase() {
    assertThat(Runbook.DEFAULT.page("wal-gap"))
        .isEqualTo(
            URI.create("https://github.com/walwatch/walwatch/blob/main/docs/runbooks/wal-gap.md"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://wiki.example.org/walwatch/",
        "http://wiki.internal:8080/",
        " https://wiki.example.org/a%20b/\n"
      })
  void aDeploymentMayHavePagesOfItsOwn(String base) {
    var runbook = Runbook.at(base);

    assertThat(runbook.page("base-backup")).isEqualTo(URI.create(base.strip() + "base-backup.md"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runbooks/",
        "/runbooks/",
        "ftp://wiki.example.org/",
        "javascript:alert(1)/",
        "https:///runbooks/",
        "https://wiki.example.org",
        "https://wiki.example.org/runbooks",
        "https://wiki.example.org/?page=/",
        "https://wiki.example.org/#/",
        "https://wiki.example.org/a b/",
        "https://user@wiki.example.org/"
      })
  void aBaseThatNothingCanBePutBehindIsRefused(String base) {
    assertThatThrownBy(() -> Runbook.at(base))
        .isInstanceOf(BadLinkException.class)
        .hasMessageContaining("not an http or https address that ends with a slash");
  }

  @Test
  void whatIsRefusedIsNamedWithoutItsPassword() {
    assertThatThrownBy(() -> Runbook.at("https://me:secret@wiki.example.org/runbooks/"))
        .isInstanceOf(BadLinkException.class)
        .hasMessageContaining("\"https://...@wiki.example.org/runbooks/\"")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../secrets", "wal gap", "WAL-GAP", "wal-gap.md", "wal-gap#x", "-"})
  void whatIsNoCodeHasNoPage(String code) {
    assertThatThrownBy(() -> Runbook.DEFAULT.page(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a code such as wal-gap");
  }
}
