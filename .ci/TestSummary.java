import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Adds up what surefire and failsafe reported, says what was skipped and why, and ends with 1 when a
 * test failed or a module has none. Runs from its source, so it works when the build did not.
 */
void main(String[] arguments) throws Exception {
  var mayBeEmpty = List.of(arguments).contains("--modules-may-be-empty");
  var all = new Count();
  var skipped = new ArrayList<String>();
  var emptyModules = new ArrayList<Path>();

  IO.println("%n%-20s %7s %7s %7s".formatted("module", "passed", "failed", "skipped"));
  for (var module : modules()) {
    var count = new Count();
    for (var report : reports(module)) {
      count.add(report);
      skipped.addAll(skippedTests(report));
    }
    if (count.isEmpty()) {
      emptyModules.add(module);
    }
    all.add(count);
    IO.println("%-20s %7d %7d %7d".formatted(module, count.passed, count.failed, count.skipped));
  }

  skipped.forEach(test -> IO.println("skipped: " + test));
  if (!mayBeEmpty) {
    emptyModules.forEach(module -> IO.println("module " + module + " has run no test"));
  }
  IO.println("%n%d passed, %d failed, %d skipped".formatted(all.passed, all.failed, all.skipped));
  System.exit(all.failed > 0 || all.isEmpty() || !(mayBeEmpty || emptyModules.isEmpty()) ? 1 : 0);
}

static class Count {
  int passed;
  int failed;
  int skipped;

  void add(Element suite) {
    var notRun = number(suite, "skipped");
    var broken = number(suite, "failures") + number(suite, "errors");
    passed += number(suite, "tests") - broken - notRun;
    failed += broken;
    skipped += notRun;
  }

  void add(Count other) {
    passed += other.passed;
    failed += other.failed;
    skipped += other.skipped;
  }

  boolean isEmpty() {
    return passed + failed + skipped == 0;
  }

  private static int number(Element suite, String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }
}

/** Returns the folders that the parent POM builds, those without code left out. */
static List<Path> modules() throws Exception {
  var names = elements(parse(Path.of("pom.xml")), "module").map(Element::getTextContent);
  return names.map(Path::of).filter(folder -> Files.exists(folder.resolve("src/main"))).toList();
}

static List<Element> reports(Path module) throws Exception {
  var found = new TreeMap<Path, Element>();
  for (var folder : List.of("surefire-reports", "failsafe-reports")) {
    var reports = module.resolve("target").resolve(folder);
    if (Files.isDirectory(reports)) {
      try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
        for (var file : files) {
          found.put(file, parse(file));
        }
      }
    }
  }
  return List.copyOf(found.values());
}

static List<String> skippedTests(Element report) {
  return elements(report, "skipped")
      .map(
          skip -> {
            var test = (Element) skip.getParentNode();
            var type = test.getAttribute("classname").replaceFirst(".*\\.", "");
            return (type + " " + test.getAttribute("name")).strip() + ": " + reason(skip);
          })
      .toList();
}

static String reason(Element skip) {
  // of an assumption the reason is in the text, behind the exception's name
  var message =
      skip.getAttribute("message").isBlank()
          ? skip.getTextContent().strip().replaceFirst("^[\\w.$]+(Exception|Error)?: *", "")
          : skip.getAttribute("message");
  return message.isBlank() ? "(no reason given)" : message.strip().lines().limit(3).collect(Collectors.joining(" "));
}

static Element parse(Path file) throws Exception {
  return DocumentBuilderFactory.newInstance()
      .newDocumentBuilder()
      .parse(file.toFile())
      .getDocumentElement();
}

static Stream<Element> elements(Element parent, String name) {
  var found = parent.getElementsByTagName(name);
  return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
}
