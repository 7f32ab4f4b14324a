package dev.walwatch.cli.ledger;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Settings of clusters as YAML: a mapping from clusters to mappings from settings to values. No
 * object is ever made of what a tag names.
 *
 * @param clusters what it says, in its order
 * @param problems what it says wrong, a line each
 */
record PolicyFile(List<Entry> clusters, List<String> problems) {
  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int DEEPEST = 10;

  /**
   * The settings of one cluster.
   *
   * @param line where in the file it is named, from 1
   * @param lines where each setting is named
   */
  record Entry(String cluster, int line, Map<String, String> settings, Map<String, Integer> lines) {

    /** Returns the line of the setting that a sentence names first, or that of the cluster. */
    int lineOf(String sentence) {
      return lines.keySet().stream()
          .filter(sentence::contains)
          .min(Comparator.comparingInt(sentence::indexOf))
          .map(lines::get)
          .orElse(line);
    }
  }

  /**
   * Reads a file.
   *
   * @throws CannotUseLedgerException when it cannot be read, or is no YAML
   */
  static PolicyFile read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return new PolicyFile.Reading().read(compose(file, reader));
    } catch (IOException e) {
      throw new CannotUseLedgerException(file + " cannot be read: " + e, e);
    }
  }

  private static Optional<Node> compose(Path file, Reader reader) {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(DEEPEST);
    // an alias of a mapping is how a small file becomes a large one
    options.setMaxAliasesForCollections(0);
    try {
      return Optional.ofNullable(new Yaml(options).compose(reader));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      var where = mark == null ? "" : ", line " + (mark.getLine() + 1);
      throw new CannotUseLedgerException(file + where + ": " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new CannotUseLedgerException(file + " is not YAML: " + e.getMessage(), e);
    }
  }

  /** One reading, which goes on after what is wrong. */
  private static final class Reading {
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    PolicyFile read(Optional<Node> root) {
      if (root.isEmpty() || !(root.get() instanceof MappingNode clusters)) {
        problems.add(
            "line %d: there have to be clusters, each with its settings below it"
                .formatted(root.map(Reading::line).orElse(1)));
        return file();
      }
      fields(clusters).forEach((cluster, field) -> entry(cluster, field));
      return file();
    }

    private PolicyFile file() {
      return new PolicyFile(List.copyOf(entries), List.copyOf(problems));
    }

    private void entry(String cluster, NodeTuple field) {
      int line = line(field.getKeyNode());
      if (!(field.getValueNode() instanceof MappingNode settings)) {
        problems.add(
            "line %d: below %s there have to be settings, or {} to have none of its own"
                .formatted(line, cluster));
        return;
      }
      var values = new TreeMap<String, String>();
      var lines = new TreeMap<String, Integer>();
      fields(settings)
          .forEach(
              (name, setting) -> {
                value(name, setting.getValueNode()).ifPresent(text -> values.put(name, text));
                lines.put(name, line(setting.getKeyNode()));
              });
      entries.add(new Entry(cluster, line, values, lines));
    }

    private Optional<String> value(String name, Node node) {
      if (node instanceof ScalarNode scalar
          && !node.getTag().equals(Tag.NULL)
          && !scalar.getValue().isBlank()) {
        return Optional.of(scalar.getValue().strip());
      }
      problems.add(
          "line %d: %s has to have one value; leave it out to have the default"
              .formatted(line(node), name));
      return Optional.empty();
    }

    private Map<String, NodeTuple> fields(MappingNode mapping) {
      var fields = new LinkedHashMap<String, NodeTuple>();
      for (var field : mapping.getValue()) {
        if (!(field.getKeyNode() instanceof ScalarNode key)) {
          problems.add("line %d: a name has to be a text".formatted(line(field.getKeyNode())));
        } else if (fields.putIfAbsent(key.getValue(), field) != null) {
          problems.add("line %d: %s is there twice".formatted(line(key), key.getValue()));
        }
      }
      return fields;
    }

    private static int line(Node node) {
      return node.getStartMark().getLine() + 1;
    }
  }
}
