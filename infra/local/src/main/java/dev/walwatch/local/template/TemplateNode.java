package dev.walwatch.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a template: a text, a list or named nodes. CloudFormation's short tags are in their
 * long form, so {@code !Ref X} is the one named node {@code Ref}.
 */
sealed interface TemplateNode {

  /** Where this is, such as {@code Resources.LedgerTable.Type}. */
  String path();

  /** A scalar, as written. */
  record Text(String path, String value) implements TemplateNode {}

  /** Nodes in order. */
  record Items(String path, List<TemplateNode> values) implements TemplateNode {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** Named nodes in order. */
  record Fields(String path, Map<String, TemplateNode> values) implements TemplateNode {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Returns the node that is reached by names, one within the other; empty when one of them is not
   * there.
   */
  default Optional<TemplateNode> find(String... names) {
    var node = Optional.of(this);
    for (var name : names) {
      node = node.map(n -> n.fields().get(name));
    }
    return node;
  }

  /** Returns what {@link #find} does, which must be there. */
  default TemplateNode at(String... names) {
    return find(names)
        .orElseThrow(() -> new TemplateException(path() + " has no " + String.join(".", names)));
  }

  /** Returns the named nodes. */
  default Map<String, TemplateNode> fields() {
    if (this instanceof Fields(_, var values)) {
      return values;
    }
    throw new TemplateException(path() + " should be named values");
  }

  /** Returns the nodes of a list. */
  default List<TemplateNode> items() {
    if (this instanceof Items(_, var values)) {
      return values;
    }
    throw new TemplateException(path() + " should be a list");
  }

  /** Returns the text. */
  default String text() {
    if (this instanceof Text(_, var value)) {
      return value;
    }
    throw new TemplateException(path() + " should be a plain text or number");
  }

  /** Returns the whole number that the text is. */
  default int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw new TemplateException(path() + " is \"" + text() + "\", not a whole number", e);
    }
  }
}
