package dev.walwatch.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML with CloudFormation's short tags. No object is ever made of what a tag names. */
final class TemplateYaml {

  private TemplateYaml() {}

  static TemplateNode read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return convert("", new Yaml(new LoaderOptions()).compose(reader));
    } catch (IOException e) {
      throw new TemplateException(file + " cannot be read: " + e, e);
    } catch (YAMLException e) {
      throw new TemplateException(file + " is not YAML: " + e.getMessage(), e);
    }
  }

  private static TemplateNode convert(String path, Node node) {
    var tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return untagged(path, node);
    }
    var name = tag.substring(1);
    var function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return new TemplateNode.Fields(path, Map.of(function, untagged(below(path, function), node)));
  }

  private static TemplateNode untagged(String path, Node node) {
    return switch (node) {
      case ScalarNode scalar -> new TemplateNode.Text(path, scalar.getValue());
      case SequenceNode sequence -> items(path, sequence);
      case MappingNode mapping -> fields(path, mapping);
      default -> throw new TemplateException(path + " is an alias, which CloudFormation lacks");
    };
  }

  private static TemplateNode items(String path, SequenceNode sequence) {
    var items = new ArrayList<TemplateNode>();
    for (var item : sequence.getValue()) {
      items.add(convert(path + "[" + items.size() + "]", item));
    }
    return new TemplateNode.Items(path, items);
  }

  private static TemplateNode fields(String path, MappingNode mapping) {
    var fields = new LinkedHashMap<String, TemplateNode>();
    for (var field : mapping.getValue()) {
      var name = convert(path, field.getKeyNode()).text();
      if (fields.put(name, convert(below(path, name), field.getValueNode())) != null) {
        throw new TemplateException(below(path, name) + " is there twice");
      }
    }
    return new TemplateNode.Fields(path, fields);
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
