package dev.walwatch.local.template;

import dev.walwatch.local.template.TemplateNode.Fields;
import dev.walwatch.local.template.TemplateNode.Items;
import dev.walwatch.local.template.TemplateNode.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One action on one resource that a policy of the template allows.
 *
 * @param resource as the template says it, such as {@code LedgerTable.Arn}
 * @param condition the template's condition under which it is allowed; empty for always
 * @param statement where it stands
 */
record Permission(String action, String resource, String condition, TemplateNode statement) {

  /** Returns what a policy document allows. */
  static Stream<Permission> in(TemplateNode document) {
    return chosen(document.at("Statement"), "")
        .filter(it -> it.node().at("Effect").text().equals("Allow"))
        .filter(it -> it.node().find("Resource").isPresent())
        .flatMap(Permission::of);
  }

  /** Returns all statements at and below a node, whatever they do and whenever they are there. */
  static Stream<TemplateNode> statements(TemplateNode node) {
    var found = new ArrayList<TemplateNode>();
    ProjectTemplate.visit(
        node,
        n -> {
          if (n instanceof Fields && n.find("Effect").isPresent()) {
            found.add(n);
          }
        });
    return found.stream();
  }

  private static Stream<Permission> of(Chosen statement) {
    var node = statement.node();
    return chosen(node.at("Action"), statement.condition())
        .flatMap(
            action ->
                chosen(node.at("Resource"), action.condition())
                    .map(
                        resource ->
                            new Permission(
                                action.node().text(),
                                words(resource.node()),
                                resource.condition(),
                                node)));
  }

  /** A node, and the condition under which it is there. */
  private record Chosen(TemplateNode node, String condition) {}

  /** Returns what is in a list, or the one node, where a condition does not take it away. */
  private static Stream<Chosen> chosen(TemplateNode node, String condition) {
    return switch (node) {
      case Items(_, var items) -> items.stream().flatMap(item -> chosen(item, condition));
      case Fields fields when fields.find("Fn::If").isPresent() -> {
        var parts = fields.at("Fn::If").items();
        if (!parts.get(2).find("Ref").map(TemplateNode::text).equals(Optional.of("AWS::NoValue"))) {
          throw new TemplateException(fields.path() + " is allowed one way or another");
        }
        yield chosen(parts.get(1), and(condition, parts.getFirst().text()));
      }
      default -> Stream.of(new Chosen(node, condition));
    };
  }

  private static String and(String condition, String another) {
    return condition.isEmpty() ? another : condition + " and " + another;
  }

  private static String words(TemplateNode resource) {
    return resource instanceof Text(_, var text)
        ? text
        : List.of("Ref", "Fn::GetAtt", "Fn::Sub").stream()
            .flatMap(function -> resource.find(function).stream())
            .map(Intrinsics::attributeOf)
            .findFirst()
            .orElseThrow(() -> new TemplateException(resource.path() + " is no resource"));
  }

  @Override
  public String toString() {
    return action + " on " + resource + (condition.isEmpty() ? "" : " if " + condition);
  }
}
