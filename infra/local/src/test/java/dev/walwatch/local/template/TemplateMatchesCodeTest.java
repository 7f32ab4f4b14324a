package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.VALUES;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.ledger.LedgerTable;
import dev.walwatch.verdict.PolicySettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the template and the code it deploys mean the same. */
class TemplateMatchesCodeTest {
  private static final String VARIABLE = "WALWATCH_[A-Z_]+";

  /**
   * Icinga's host and the hours in which a machine sleeps belong to one cluster; the numbering
   * before 9.3 to servers of before 2013.
   */
  private static final Set<String> NOT_FOR_A_WHOLE_DEPLOYMENT =
      Set.of("icinga.host", "wal.before-9.3", "wal.quiet");

  @Test
  void namesHandlersThatExist() {
    assertThat(TEMPLATE.functions(VALUES))
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(classOf(function).hasMethod(methodOf(function)))
                    .as(function.handler())
                    .isTrue());
  }

  @Test
  void setsEveryVariableThatAFunctionReadsAndNoOther() {
    assertThat(TEMPLATE.functions(VALUES))
        .allSatisfy(
            function ->
                assertThat(function.environment().keySet())
                    .as(function.name())
                    .containsExactlyInAnyOrderElementsOf(variablesReadBy(function)));
  }

  @Test
  void offersTheDefaultsThatTheCodeHas() {
    var checker = environmentOf("CheckClusters");

    assertThat(policyOfADeployment())
        .isNotEmpty()
        .allSatisfy(
            setting ->
                assertThat(checker)
                    .containsEntry(variable(setting), PolicySettings.DEFAULTS.get(setting)));
  }

  @Test
  void setsPolicyThatTheCodeAccepts() {
    var checker = environmentOf("CheckClusters");
    var settings =
        policyOfADeployment()
            .collect(Collectors.toMap(name -> name, name -> checker.get(variable(name))));

    var policy = PolicySettings.defaults().with(settings).toPolicy();

    assertThat(policy).isEqualTo(PolicySettings.defaults().toPolicy());
  }

  @Test
  void setsIntervalsOfTheSweepThatTheCodeAccepts() {
    var sweep = environmentOf("ReconcileArchive");

    assertThat(List.of("WALWATCH_RECONCILE_INCREMENTAL", "WALWATCH_RECONCILE_WHOLE"))
        .allSatisfy(
            variable ->
                assertThat(
                        PolicySettings.duration(
                            variable, Objects.requireNonNull(sweep.get(variable))))
                    .isPositive());
  }

  @Test
  void makesTheTableWithTheKeysOfTheLedger() {
    assertThat(TEMPLATE.tables())
        .containsExactly(
            new TableTemplate("LedgerTable", LedgerTable.PARTITION_KEY, LedgerTable.SORT_KEY));
    assertThat(properties("LedgerTable").at("AttributeDefinitions").items())
        .extracting(it -> it.at("AttributeName").text() + " " + it.at("AttributeType").text())
        .containsExactly(LedgerTable.PARTITION_KEY + " S", LedgerTable.SORT_KEY + " S");
  }

  private static Map<String, String> environmentOf(String name) {
    return TEMPLATE.functions(VALUES).stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow()
        .environment();
  }

  private static CompiledClass classOf(FunctionTemplate function) {
    var name = function.handler().split("::", 2)[0];
    return CompiledClass.find(name).orElseThrow(() -> new AssertionError("no class " + name));
  }

  private static String methodOf(FunctionTemplate function) {
    return function.handler().split("::", 2)[1];
  }

  /**
   * Returns what the code reads that runs in a function: the names in it, and those that are made
   * of the names of policy settings where it asks for these.
   */
  private static Set<String> variablesReadBy(FunctionTemplate function) {
    var variables = new TreeSet<String>();
    var classes = classOf(function).withAllItUses().toList();
    for (var used : classes) {
      used.textsInCode().stream().filter(text -> text.matches(VARIABLE)).forEach(variables::add);
      if (used.calls("policyDefaults")) {
        policyOfADeployment().map(TemplateMatchesCodeTest::variable).forEach(variables::add);
      }
    }
    return variables;
  }

  private static Stream<String> policyOfADeployment() {
    return PolicySettings.DEFAULTS.keySet().stream()
        .filter(setting -> !NOT_FOR_A_WHOLE_DEPLOYMENT.contains(setting));
  }

  private static String variable(String setting) {
    return "WALWATCH_" + setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
