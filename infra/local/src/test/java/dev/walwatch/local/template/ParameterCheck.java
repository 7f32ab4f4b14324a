package dev.walwatch.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What CloudFormation refuses of a deployment's parameters, before it makes anything. */
record ParameterCheck(Template template) {

  /**
   * Returns why parameters are refused, in the template's words; nothing when a deployment may
   * begin. Rules are asked of values only that are legal each by itself.
   */
  List<String> refusals(Map<String, String> given) {
    var values = new TreeMap<>(template.parameterDefaults());
    values.putAll(given);
    var parameters = template.root().at("Parameters").fields();
    var refusals = new ArrayList<String>();
    given.keySet().stream()
        .filter(name -> !parameters.containsKey(name))
        .forEach(name -> refusals.add(name + " is no parameter"));
    parameters.forEach(
        (name, parameter) -> {
          var value = values.get(name);
          if (value == null) {
            refusals.add(name + " must be given");
          } else if (!accepts(parameter, value)) {
            refusals.add(name + " " + parameter.at("ConstraintDescription").text());
          }
        });
    return refusals.isEmpty() ? refusalsOfRules(given) : refusals;
  }

  /** Whether a parameter takes a value; of a list it has to take each member. */
  static boolean accepts(TemplateNode parameter, String value) {
    return membersOf(parameter, value).allMatch(member -> acceptsMember(parameter, member));
  }

  private static Stream<String> membersOf(TemplateNode parameter, String value) {
    return switch (parameter.at("Type").text()) {
      case "CommaDelimitedList" -> Stream.of(value.split(",", -1)).map(String::strip);
      case "String", "Number" -> Stream.of(value);
      default -> throw new TemplateException(parameter.path() + " has a type that is not known");
    };
  }

  private static boolean acceptsMember(TemplateNode parameter, String value) {
    return parameter.find("AllowedPattern").stream().allMatch(it -> value.matches(it.text()))
        && parameter.find("AllowedValues").stream()
            .allMatch(it -> it.items().stream().anyMatch(one -> one.text().equals(value)))
        && (!parameter.at("Type").text().equals("Number") || isWithin(parameter, value));
  }

  private static boolean isWithin(TemplateNode parameter, String value) {
    return value.matches("[0-9]{1,9}")
        && parameter.find("MinValue").stream()
            .allMatch(it -> it.number() <= Integer.parseInt(value))
        && parameter.find("MaxValue").stream()
            .allMatch(it -> it.number() >= Integer.parseInt(value));
  }

  private List<String> refusalsOfRules(Map<String, String> given) {
    var intrinsics = template.intrinsics(given);
    return template.root().at("Rules").fields().values().stream()
        .filter(rule -> rule.find("RuleCondition").stream().allMatch(intrinsics::holds))
        .flatMap(rule -> rule.at("Assertions").items().stream())
        .filter(assertion -> !intrinsics.holds(assertion.at("Assert")))
        .map(assertion -> assertion.at("AssertDescription").text())
        .toList();
  }
}
