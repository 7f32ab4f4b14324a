package dev.walwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contents of small objects that real backup tools wrote. */
public final class RecordedObject {

  private RecordedObject() {}

  /**
   * Returns what a recorded tool put.
   *
   * @param trace the name of the recording
   * @param keyEnd what the object's key ends in
   */
  public static byte[] read(String trace, String keyEnd) {
    try (var lines = RecordedObject.class.getResourceAsStream("/traces/" + trace + ".jsonl")) {
      if (lines == null) {
        throw new IllegalArgumentException("there is no recording " + trace);
      }
      var json = JsonMapper.builder().build();
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(json::readTree)
          .filter(line -> line.at("/key").asString("").endsWith(keyEnd))
          .map(RecordedObject::body)
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text stands in a recording as it is, all else in base64, and what is large not at all. */
  private static Optional<byte[]> body(JsonNode line) {
    if (line.has("body")) {
      return Optional.of(line.at("/body").asString().getBytes(StandardCharsets.UTF_8));
    }
    return line.has("bodyBase64")
        ? Optional.of(Base64.getDecoder().decode(line.at("/bodyBase64").asString()))
        : Optional.empty();
  }
}
