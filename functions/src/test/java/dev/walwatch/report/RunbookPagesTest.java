package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages of the runbook to the codes that there are. */
class RunbookPagesTest {
  private static final Path FOLDER = Path.of("..", "docs", "runbooks");

  private static final Set<String> SERVICES = Set.of("base-backup", "wal-archiving", "walwatch");

  private static final Set<String> HOW_TO =
      Set.of(
          "README",
          "on-the-database-host",
          "archive-by-hand",
          "take-a-base-backup",
          "bring-back-an-object",
          "log-links");

  private static final List<String> SECTIONS =
      List.of(
          "## Is data being lost?",
          "## How to look",
          "## What to do",
          "## How to see that it is fixed");

  private static final int LONGEST = 120;

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private static Stream<String> codes() {
    return Stream.concat(
        Arrays.stream(FindingCode.values()).map(FindingCode::id),
        Arrays.stream(ReportCode.values()).map(ReportCode::id));
  }

  private static Stream<String> services() {
    return SERVICES.stream().sorted();
  }

  private static Stream<String> pages() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static List<String> lines(String page) throws IOException {
    return Files.readAllLines(FOLDER.resolve(page));
  }

  /** What is in a block of code is no heading and no link. */
  private static List<String> prose(String page) throws IOException {
    var prose = new ArrayList<String>();
    boolean inCode = false;
    for (var line : lines(page)) {
      boolean fence = line.strip().startsWith("```");
      if (!fence && !inCode) {
        prose.add(line);
      }
      inCode ^= fence;
    }
    assertThat(inCode).describedAs("a block of code is left open").isFalse();
    return prose;
  }

  private static Set<String> linksOf(String page) throws IOException {
    return LINK.matcher(String.join("\n", prose(page)))
        .results()
        .map(link -> link.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyKindOfFindingHasACode() {
    // a silence is one of two
    assertThat(FindingCode.values()).hasSize(Finding.class.getPermittedSubclasses().length + 1);
  }

  @Test
  void everyPageBelongsToACodeOrIsNamed() throws IOException {
    var expected =
        Stream.of(codes(), SERVICES.stream(), HOW_TO.stream())
            .flatMap(names -> names)
            .map(name -> name + ".md")
            .sorted();

    assertThat(pages()).containsExactlyElementsOf(expected.toList());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aCodesPageSaysWhatItMeansAndHasAllSectionsInOrder(String code) throws IOException {
    var page = code + ".md";

    assertThat(lines(page).getFirst()).startsWith("# ");
    assertThat(lines(page).get(2)).describedAs("what it means").matches("[A-Za-z`].{20,}");
    assertThat(prose(page).stream().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(SECTIONS);
    for (var section : SECTIONS) {
      var text = lines(page).subList(lines(page).indexOf(section) + 1, lines(page).size());
      assertThat(text.stream().filter(line -> !line.isBlank()).findFirst())
          .describedAs("what stands under %s", section)
          .hasValueSatisfying(line -> assertThat(line).doesNotStartWith("#"));
    }
    assertThat(lines(page)).describedAs("a first step").anyMatch(line -> line.startsWith("1. "));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsShortEnoughForThreeInTheMorning(String page) throws IOException {
    assertThat(lines(page)).hasSizeLessThanOrEqualTo(LONGEST);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPagesLinksLeadSomewhere(String page) throws IOException {
    for (var link : linksOf(page)) {
      if (link.startsWith("https://")) {
        continue;
      }
      var parts = link.split("#", 2);
      var target = parts[0].isEmpty() ? FOLDER.resolve(page) : FOLDER.resolve(parts[0]);
      assertThat(target).describedAs("%s links to %s", page, link).exists();
      if (parts.length > 1) {
        assertThat(Files.readAllLines(target).stream().map(RunbookPagesTest::anchor))
            .describedAs("%s links to %s", page, link)
            .contains(parts[1]);
      }
    }
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String line) {
    return line.startsWith("#")
        ? line.replaceAll("^#+ ", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9 _-]", "")
            .replace(' ', '-')
        : "";
  }

  @Test
  void theIndexNamesEveryOtherPage() throws IOException {
    var others = pages().filter(page -> !page.equals("README.md")).toList();

    assertThat(linksOf("README.md")).containsAll(others);
  }

  @Test
  void theIndexHasALineForEachCode() throws IOException {
    var row = Pattern.compile("(?m)^\\| \\[([a-z-]+)]\\(\\1\\.md\\) \\| \\S.* \\|$");
    var listed =
        row.matcher(String.join("\n", lines("README.md")))
            .results()
            .map((MatchResult found) -> found.group(1));

    assertThat(listed).containsExactlyInAnyOrderElementsOf(codes().toList());
  }

  @Test
  void everyCodeIsSaidOfAService() throws IOException {
    var said = new TreeSet<String>();
    for (var service : services().toList()) {
      said.addAll(linksOf(service + ".md"));
    }

    assertThat(said).containsAll(codes().map(code -> code + ".md").toList());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theRunbookLeadsToAPageThatIsThere(String code) {
    var page = Runbook.DEFAULT.page(code).getPath();

    assertThat(page).contains("/docs/runbooks/");
    assertThat(FOLDER.resolve(page.substring(page.lastIndexOf('/') + 1))).exists();
  }
}
