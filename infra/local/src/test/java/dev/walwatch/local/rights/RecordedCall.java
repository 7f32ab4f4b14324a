package dev.walwatch.local.rights;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call of a function to AWS.
 *
 * @param service as the SDK calls it, such as {@code S3}
 * @param parameters what the request said of the resource that it is about
 */
record RecordedCall(
    String function, String service, String operation, Map<String, String> parameters) {

  RecordedCall {
    parameters = Map.copyOf(parameters);
  }

  /** Reads a line of {@link CallRecorder}. */
  static RecordedCall parse(String function, String line) {
    var words = line.split(" ", -1);
    var parameters = new TreeMap<String, String>();
    for (int i = 2; i < words.length; i++) {
      var pair = words[i].split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return new RecordedCall(function, words[0], words[1], parameters);
  }

  Optional<String> find(String parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }

  String parameter(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException(this + " was recorded without " + name));
  }
}
