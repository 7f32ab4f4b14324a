package dev.walwatch;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deployed together with walwatch may be, under Apache-2.0. */
class LicencesTest {
  /** By their SPDX names. Who adds one has read it, and NOTICE names what it asks to be told. */
  private static final Set<String> COMPATIBLE =
      Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "MIT", "MIT-0");

  /** Made by Maven from the dependencies that go into the zip, before the tests. */
  private static final Path LIST = Path.of("target", "THIRD-PARTY.txt");

  /** {@code (licence) (another) name (group:artifact:version - address)}. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<licences>(\\([^)]*\\) )+).*\\((?<library>[^ ()]+:[^ ()]+:[^ ()]+) - .*\\)");

  @Test
  void everythingDeployedHasACompatibleLicence() throws IOException {
    assertThat(LIST).as("made by ./mvnw process-test-classes -pl functions -am").exists();

    List<String> libraries =
        Files.readAllLines(LIST).stream()
            .map(String::strip)
            .filter(it -> it.startsWith("("))
            .toList();

    assertThat(libraries).hasSizeGreaterThan(10);
    assertThat(objections(libraries)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (MIT) Fine (org.example:fine:1.0 - https://example.org)            |
          (GPL-2.0) (MIT) Of two (org.example:two:1.0 - https://example.org) |
          (GPL-3.0) Bad (thing) (org.example:bad:1.0 - https://example.org)  | org.example:bad:1.0 is deployed under (GPL-3.0), which is not one of [0BSD, Apache-2.0, BSD-2-Clause, MIT, MIT-0]
          (Unknown license) Odd (org.example:odd:1.0 - no url defined)       | org.example:odd:1.0 is deployed under (Unknown license), which is not one of [0BSD, Apache-2.0, BSD-2-Clause, MIT, MIT-0]
          () nothing to read                                                 | not understood: () nothing to read
          """)
  void objectsToAnyOtherLicenceInOneSentence(String line, String objection) {
    assertThat(objections(List.of(line.strip())))
        .isEqualTo(objection == null ? "" : objection.strip());
  }

  /** Of several licences one may choose. */
  private static String objections(List<String> libraries) {
    return libraries.stream()
        .map(LicencesTest::objection)
        .filter(it -> !it.isEmpty())
        .collect(joining("\n"));
  }

  private static String objection(String line) {
    var library = LINE.matcher(line);
    if (!library.matches()) {
      return "not understood: " + line;
    }
    String licences = library.group("licences").strip();
    boolean compatible =
        Arrays.stream(licences.substring(1, licences.length() - 1).split("\\) \\("))
            .anyMatch(COMPATIBLE::contains);
    return compatible
        ? ""
        : "%s is deployed under %s, which is not one of %s"
            .formatted(library.group("library"), licences, COMPATIBLE.stream().sorted().toList());
  }
}
