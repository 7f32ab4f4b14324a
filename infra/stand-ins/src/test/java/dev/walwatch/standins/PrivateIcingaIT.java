package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateIcingaIT {

  private static final String ONE_SERVICE =
      """
      object Host "db1" { check_command = "dummy" }
      object Service "backup" {
        host_name = "db1"
        check_command = "dummy"
        vars.dummy_state = State
        vars.dummy_text = "hello"
      }
      """;

  @TempDir Path directory;

  @BeforeAll
  static void needsIcinga() {
    assumeTrue(
        PrivateIcinga.program().isPresent(),
        "Icinga 2 is not installed (apt-get install icinga2): its tests are skipped.");
  }

  @Test
  void startsWithTheGivenObjectsAndShowsThem() throws Exception {
    Path operatorFile = Files.writeString(directory.resolve("one.conf"), ONE_SERVICE);

    try (var icinga = PrivateIcinga.start(directory, List.of(operatorFile), "const State = 0\n")) {

      assertThat(icinga.url().getScheme()).isEqualTo("https");
      assertThat(icinga.caPem()).startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(icinga.api().service("db1", "backup")).contains("\"name\":\"db1!backup\"");
      assertThat(icinga.api().service("db1", "other")).contains("\"error\":404");
    }
  }

  @Test
  void saysWhatIcingaSaidWhenItRefusesTheConfiguration() {
    assertThatThrownBy(() -> PrivateIcinga.start(directory, List.of(), "object Nothing \"x\" { }"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing");
  }

  @Test
  void leavesNoProcessBehind() throws Exception {
    Set<ProcessHandle> others = descendants();
    var icinga = PrivateIcinga.start(directory, List.of(), "");
    Set<ProcessHandle> processes = descendants();
    processes.removeAll(others);

    icinga.close();
    icinga.close();

    assertThat(processes).isNotEmpty();
    for (int attempt = 0; attempt < 100 && processes.stream().anyMatch(this::runs); attempt++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(processes).noneMatch(this::runs);
    assertThatThrownBy(() -> icinga.api().service("db1", "backup"))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static Set<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().collect(Collectors.toCollection(HashSet::new));
  }

  /** An ended process that nobody has reaped, as in a container without an init, has no command. */
  private boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
