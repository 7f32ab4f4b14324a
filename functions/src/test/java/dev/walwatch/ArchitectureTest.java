package dev.walwatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house and their floors. A room that is not built yet breaks no rule. */
class ArchitectureTest {
  private static final String ROOT = "dev.walwatch";
  private static final String PACKED = ROOT + ".archive.packed";

  /** A room uses only rooms of lower floors; those of one floor do not know each other. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("wal"),
          Set.of("archive"),
          Set.of("arrival", "ledger", "verdict"),
          Set.of("alert"),
          Set.of("report"),
          Set.of("secret"),
          Set.of("bucket", "delivery"),
          Set.of("lambda"));

  /** What unpacks files. */
  private static final List<String> UNPACKERS =
      List.of("io.airlift.compress..", "org.brotli..", "org.tukaani..");

  /** What reads and writes JSON. */
  private static final List<String> JSON =
      List.of("tools.jackson..", "com.fasterxml.jackson.annotation..");

  /** What a pure room may use besides the rooms below it. */
  private static final Map<String, List<String>> PURE =
      Map.of(
          "wal", List.of(),
          "archive", concat(JSON, UNPACKERS),
          "verdict", List.of(),
          "alert", List.of(),
          "report", JSON);

  private static JavaClasses classes;

  @BeforeAll
  static void readAllClasses() {
    var here = WalwatchException.class.getProtectionDomain().getCodeSource().getLocation();
    classes = new ClassFileImporter().importUrl(here);
  }

  static Stream<Arguments> roomsAndWhatIsBelow() {
    var below = new TreeSet<String>();
    var rooms = new ArrayList<Arguments>();
    for (var floor : FLOORS) {
      for (var room : new TreeSet<>(floor)) {
        rooms.add(Arguments.of(room, new TreeSet<>(below)));
      }
      below.addAll(floor);
    }
    return rooms.stream();
  }

  /** A reader that cannot read these class files would find every rule kept. */
  @Test
  void theClassFilesOfThisJavaAreRead() {
    assertThat(classes.contain("dev.walwatch.wal.SegmentRuns")).isTrue();
    assertThat(classes.get("dev.walwatch.wal.SegmentRuns").getMethods()).isNotEmpty();
    assertThat(classes.get("dev.walwatch.verdict.Verdict").getDirectDependenciesFromSelf())
        .anyMatch(use -> use.getTargetClass().getPackageName().equals("dev.walwatch.archive"));
  }

  @Test
  void everyClassIsInARoom() {
    var rooms = roomsAndWhatIsBelow().map(room -> ROOT + "." + room.get()[0] + "..");

    check(
        classes()
            .that(not(resideInAPackage(ROOT)))
            .should()
            .resideInAnyPackage(rooms.toArray(String[]::new)));
  }

  @ParameterizedTest(name = "{0} uses nothing but {1}")
  @MethodSource("roomsAndWhatIsBelow")
  void aRoomUsesOnlyRoomsOfLowerFloors(String room, Set<String> below) {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside(room))
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed(room, below))))));
  }

  @ParameterizedTest(name = "{0} is pure")
  @MethodSource("roomsAndWhatIsBelow")
  void aPureRoomUsesOnlyTheJdkAndRoomsBelow(String room, Set<String> below) {
    if (!PURE.containsKey(room)) {
      return;
    }
    var usable = new ArrayList<>(List.of(allowed(room, below)));
    usable.addAll(List.of("java..", "org.jspecify.annotations.."));
    usable.addAll(PURE.get(room));

    check(
        noClasses()
            .that(arePureOf(room))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(usable.toArray(String[]::new)))));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"wal", "archive", "verdict", "alert", "report"})
  void aPureRoomNeverAsksWhatTimeItIs(String room) {
    check(
        noClasses()
            .that(arePureOf(room))
            .should()
            .accessTargetWhere(describe("the clock is asked", ArchitectureTest::asksTheClock))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class));
  }

  /** Calls and method references; every class of {@code java.time} has its own {@code now}. */
  private static boolean asksTheClock(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    return owner.isEquivalentTo(System.class)
        ? Set.of("currentTimeMillis", "nanoTime").contains(access.getName())
        : owner.getPackageName().equals("java.time") && access.getName().equals("now");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"wal", "archive", "verdict", "alert", "report"})
  void aPureRoomTouchesNothingOutside(String room) {
    check(
        noClasses()
            .that(arePureOf(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.net.http..", "java.sql..", "java.nio.file..", "java.nio.channels..")
            .orShould()
            .dependOnClassesThat(nameMatching("java\\.io\\.File.*")));
  }

  /** The port of the ledger, its words and its twin in memory know no store. */
  @Test
  void inTheLedgerOnlyTheAdapterKnowsAws() {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside("ledger"))
            .and(not(nameMatching(".*\\.(DynamoDb|LedgerTable)[^.]*")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws.."));
  }

  /** They see hostile bytes, and throw what they like: one room catches it. */
  @Test
  void onlyTheRoomOfPackedFilesKnowsWhatUnpacksThem() {
    check(
        noClasses()
            .that(not(resideInAPackage(PACKED)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UNPACKERS.toArray(String[]::new)));
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void nothingStaticChanges() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNothingInItIsNull() {
    var packages = classes.stream().map(JavaClass::getPackageName).distinct().sorted().toList();

    assertThat(packages).isNotEmpty();
    assertThat(packages).filteredOn(name -> !isNullMarked(name)).isEmpty();
  }

  private static boolean isNullMarked(String packageName) {
    var info = packageName + ".package-info";
    return classes.contain(info) && classes.get(info).isAnnotatedWith(NullMarked.class);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }

  private static String inside(String room) {
    return ROOT + "." + room + "..";
  }

  private static String[] allowed(String room, Set<String> below) {
    return Stream.concat(
            Stream.of(ROOT, inside(room)), below.stream().map(ArchitectureTest::inside))
        .toArray(String[]::new);
  }

  /** Of the rooms within room archive, those that ask a store may read other things than values. */
  private static DescribedPredicate<JavaClass> arePureOf(String room) {
    return room.equals("archive")
        ? resideInAnyPackage(ROOT + ".archive", PACKED)
        : resideInAPackage(inside(room));
  }

  private static List<String> concat(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
