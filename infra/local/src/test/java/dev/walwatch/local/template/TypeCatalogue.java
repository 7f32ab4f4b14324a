package dev.walwatch.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What CloudFormation knows of the types that the template uses, as far as it is used: attributes,
 * and the properties at the top. What is within a property, and which values it takes, cfn-lint
 * checks.
 */
record TypeCatalogue(Map<String, Set<String>> properties, Map<String, Set<String>> attributes) {
  private static final String ATTRIBUTE = "=> ";

  static TypeCatalogue read() {
    var properties = new HashMap<String, Set<String>>();
    var attributes = new HashMap<String, Set<String>>();
    var type = "";
    try {
      for (var line : Files.readAllLines(Path.of("src/test/resources/cloudformation-types.txt"))) {
        var word = line.strip();
        if (word.isEmpty() || word.startsWith("#")) {
          continue;
        }
        if (!line.startsWith(" ")) {
          type = word;
        } else if (word.startsWith(ATTRIBUTE)) {
          of(type, attributes).add(word.substring(ATTRIBUTE.length()));
        } else {
          of(type, properties).add(word);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TypeCatalogue(properties, attributes);
  }

  private static Set<String> of(String type, Map<String, Set<String>> all) {
    return all.computeIfAbsent(type, _ -> new HashSet<>());
  }

  Set<String> propertiesOf(String type) {
    return properties.getOrDefault(type, Set.of());
  }

  Set<String> attributesOf(String type) {
    return attributes.getOrDefault(type, Set.of());
  }
}
