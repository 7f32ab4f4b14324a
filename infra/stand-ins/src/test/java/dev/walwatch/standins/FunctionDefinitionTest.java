package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionDefinitionTest {

  @Test
  void refusesLessMemoryThanLambdaOffers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> definition(64, Duration.ofSeconds(1)))
        .withMessageStartingWith("64 MB");
  }

  @Test
  void refusesATimeoutThatLambdaDoesNotKnow() {
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofMinutes(16))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> definition(128, timeout))
          .withMessageStartingWith(timeout.toString());
    }
  }

  @Test
  void findsTheClassPathOfAnUnpackedZip(@TempDir Path zip) throws IOException {
    Path lib = Files.createDirectory(zip.resolve("lib"));
    Files.createFile(lib.resolve("b.jar"));
    Files.createFile(lib.resolve("a.jar"));
    Files.createFile(lib.resolve("notes.txt"));

    assertThat(FunctionDefinition.classPathOf(zip))
        .containsExactly(zip, lib.resolve("a.jar"), lib.resolve("b.jar"));
  }

  @Test
  void saysWhereThereIsNoUnpackedZip(@TempDir Path empty) {
    assertThatThrownBy(() -> FunctionDefinition.classPathOf(empty))
        .isInstanceOf(StandInException.class)
        .hasMessageContaining(empty.toString());
  }

  private static FunctionDefinition definition(int memory, Duration timeout) {
    return new FunctionDefinition("f", "h", List.of(Path.of(".")), Map.of(), memory, timeout);
  }
}
