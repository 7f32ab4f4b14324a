package dev.walwatch.local.template;

import dev.walwatch.local.template.TemplateNode.Fields;
import dev.walwatch.local.template.TemplateNode.Items;
import dev.walwatch.local.template.TemplateNode.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Works out CloudFormation's functions: {@code Ref}, {@code Fn::GetAtt}, {@code Fn::Sub}, {@code
 * Fn::Join}, {@code Fn::FindInMap} and {@code Fn::If}, with the conditions and rules made of {@code
 * Fn::Equals}, {@code Fn::Contains}, {@code Fn::Not}, {@code Fn::And} and {@code Fn::Or}. Others
 * are refused.
 *
 * @param values what a {@code Ref} to a name gives, and under {@code Name.Attribute} what a {@code
 *     Fn::GetAtt} gives
 * @param conditions the template's conditions by name
 * @param mappings the template's mappings by name
 */
record Intrinsics(
    Map<String, String> values,
    Map<String, TemplateNode> conditions,
    Map<String, TemplateNode> mappings) {
  private static final String NO_VALUE = "AWS::NoValue";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([A-Za-z0-9:.]+)}");

  /** Returns the text that a node stands for; empty for {@code AWS::NoValue}. */
  Optional<String> find(TemplateNode node) {
    return switch (node) {
      case Text(_, var text) -> Optional.of(text);
      case Items(var path, _) -> throw new TemplateException(path + " should be one value");
      case Fields fields -> {
        var argument = argumentOf(fields);
        yield switch (functionOf(fields)) {
          case "Ref" ->
              argument.text().equals(NO_VALUE)
                  ? Optional.empty()
                  : Optional.of(value(argument, argument.text()));
          case "Fn::GetAtt" -> Optional.of(value(argument, attributeOf(argument)));
          case "Fn::Sub" -> Optional.of(substitute(argument));
          case "Fn::Join" -> Optional.of(join(argument));
          case "Fn::FindInMap" -> Optional.of(mapped(argument));
          case "Fn::If" -> find(chosen(argument));
          default -> throw notUnderstood(fields);
        };
      }
    };
  }

  /** Returns the text that a node stands for, which must not be {@code AWS::NoValue}. */
  String text(TemplateNode node) {
    return find(node).orElseThrow(() -> new TemplateException(node.path() + " must have a value"));
  }

  /** Returns the whole number that a node stands for. */
  int number(TemplateNode node) {
    return new Text(node.path(), text(node)).number();
  }

  /** Whether a condition of the template holds. */
  boolean holds(String condition) {
    return holds(condition(new Text("Conditions", condition)));
  }

  /** Returns {@code Name.Attribute}, which may be written as a list of the two. */
  static String attributeOf(TemplateNode argument) {
    return argument instanceof Items(_, var parts)
        ? parts.stream().map(TemplateNode::text).collect(Collectors.joining("."))
        : argument.text();
  }

  /** Returns the names between <code>${</code> and <code>}</code> in a text. */
  static List<String> placeholdersIn(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .filter(found -> found.group(1).isEmpty())
        .map(found -> found.group(2))
        .toList();
  }

  private String value(TemplateNode where, String name) {
    var value = values.get(name);
    if (value == null) {
      throw new TemplateException(where.path() + " refers to " + name + ", which has no value");
    }
    return value;
  }

  private String substitute(TemplateNode argument) {
    return PLACEHOLDER
        .matcher(argument.text())
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).isEmpty()
                        ? value(argument, found.group(2))
                        : "${" + found.group(2) + "}"));
  }

  private String join(TemplateNode argument) {
    var parts = argument.items();
    return String.join(parts.getFirst().text(), texts(parts.getLast()));
  }

  /**
   * Returns the texts that a list stands for. A parameter that is a list has its value as one text,
   * with commas between, and blanks around them that do not count: an empty value is one empty
   * text.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">CloudFormation:
   *     CommaDelimitedList</a>
   */
  private List<String> texts(TemplateNode list) {
    return list instanceof Items(_, var items)
        ? items.stream().flatMap(item -> find(item).stream()).toList()
        : Stream.of(text(list).split(",", -1)).map(String::strip).toList();
  }

  private String mapped(TemplateNode argument) {
    var names = argument.items().stream().map(this::text).toList();
    var mapping = mappings.get(names.getFirst());
    if (mapping == null) {
      throw new TemplateException(argument.path() + ": there is no mapping " + names.getFirst());
    }
    return mapping.at(names.get(1), names.get(2)).text();
  }

  private TemplateNode chosen(TemplateNode argument) {
    var parts = argument.items();
    if (parts.size() != 3) {
      throw new TemplateException(argument.path() + " should be a condition and two values");
    }
    return holds(condition(parts.getFirst())) ? parts.get(1) : parts.get(2);
  }

  private TemplateNode condition(TemplateNode name) {
    var condition = conditions.get(name.text());
    if (condition == null) {
      throw new TemplateException(name.path() + ": there is no condition " + name.text());
    }
    return condition;
  }

  /** Whether what stands for a condition, or is asserted by a rule, holds. */
  boolean holds(TemplateNode condition) {
    var argument = argumentOf(condition);
    return switch (functionOf(condition)) {
      case "Condition" -> holds(condition(argument));
      case "Fn::Not" -> !holds(argument.items().getFirst());
      case "Fn::And" -> argument.items().stream().allMatch(this::holds);
      case "Fn::Or" -> argument.items().stream().anyMatch(this::holds);
      case "Fn::Equals" ->
          text(argument.items().getFirst()).equals(text(argument.items().getLast()));
      case "Fn::Contains" ->
          texts(argument.items().getFirst()).contains(text(argument.items().getLast()));
      default -> throw notUnderstood(condition);
    };
  }

  private static String functionOf(TemplateNode call) {
    return call.fields().size() == 1 ? call.fields().keySet().iterator().next() : "";
  }

  private static TemplateNode argumentOf(TemplateNode call) {
    if (call.fields().size() != 1) {
      throw notUnderstood(call);
    }
    return call.fields().values().iterator().next();
  }

  private static TemplateException notUnderstood(TemplateNode call) {
    return new TemplateException(
        call.path() + ": " + String.join(", ", call.fields().keySet()) + " is not understood here");
  }
}
