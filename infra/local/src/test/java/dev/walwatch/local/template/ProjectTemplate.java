package dev.walwatch.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The project's own template, and ways through it that several tests take. */
final class ProjectTemplate {
  static final Template TEMPLATE = Template.read(Path.of("../template.yaml"));

  /** What references to resources give, for tests that do not mind what. */
  static final Map<String, String> VALUES =
      Map.of(
          "ArchiveBucket", "a-bucket",
          "LedgerTable", "a-table",
          "AlertsTopic", "a-topic",
          "ArrivalsQueue", "https://a-queue",
          "ArrivalsDeadLetters", "https://dead-letters",
          "ChecksDeadLetters", "https://failed-checks");

  private ProjectTemplate() {}

  static TemplateNode root() {
    return TEMPLATE.root();
  }

  /**
   * Returns these values and, wherever the name of a queue, of a topic or of a log group is asked
   * for, its logical id.
   */
  static Map<String, String> valuesWith(Map<String, String> others) {
    var values = new HashMap<>(VALUES);
    resources("AWS::SQS::Queue").forEach(it -> values.put(it + ".QueueName", it));
    resources("AWS::SNS::Topic").forEach(it -> values.put(it + ".TopicName", it));
    resources("AWS::Logs::LogGroup").forEach(it -> values.put(it, it));
    values.putAll(others);
    return values;
  }

  static TemplateNode properties(String resource) {
    return root().at("Resources", resource, "Properties");
  }

  static String typeOf(String resource) {
    return root().at("Resources", resource, "Type").text();
  }

  /** Returns the logical ids of all resources of a type. */
  static List<String> resources(String type) {
    return root().at("Resources").fields().keySet().stream()
        .filter(name -> typeOf(name).equals(type))
        .toList();
  }

  /** Returns the logical id of the resource whose attribute or value a node takes. */
  static String target(TemplateNode node) {
    return node.find("Ref")
        .map(TemplateNode::text)
        .orElseGet(() -> Intrinsics.attributeOf(node.at("Fn::GetAtt")).replaceFirst("\\..*", ""));
  }

  /** Returns everything within a node that has a name, the node itself included. */
  static List<TemplateNode> all(TemplateNode node, String name) {
    var found = new ArrayList<TemplateNode>();
    visit(
        node,
        n -> {
          if (n instanceof TemplateNode.Fields) {
            n.find(name).ifPresent(found::add);
          }
        });
    return found;
  }

  static void visit(TemplateNode node, Consumer<TemplateNode> visitor) {
    visitor.accept(node);
    switch (node) {
      case TemplateNode.Text _ -> {}
      case TemplateNode.Items(_, var items) -> items.forEach(item -> visit(item, visitor));
      case TemplateNode.Fields(_, var fields) ->
          fields.values().forEach(field -> visit(field, visitor));
    }
  }

  /** Returns the texts of a list, or the one text that stands for a list of one. */
  static List<TemplateNode> oneOrMore(TemplateNode node) {
    return node instanceof TemplateNode.Items(_, var items) ? items : List.of(node);
  }
}
