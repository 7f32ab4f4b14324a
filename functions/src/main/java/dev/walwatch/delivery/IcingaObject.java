package dev.walwatch.delivery;

import dev.walwatch.report.PlainText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An object that may be made through Icinga's API, from a template of infra/icinga/templates.conf.
 *
 * @param type the type's part of the path, {@code hosts} or {@code services}
 * @param label what people call it, such as {@code host payments-db}
 * @param name the whole name of the object
 * @param template what it imports
 * @param attributes what it has of its own
 * @see <a
 *     href="https://icinga.com/docs/icinga-2/latest/doc/12-icinga2-api/#creating-config-objects">Icinga
 *     2 API: creating objects</a>
 */
record IcingaObject(
    String type, String label, String name, String template, Map<String, String> attributes) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What a file system takes for the name of a file: Icinga keeps each object in one. */
  private static final int NAME_LIMIT = 200;

  /** The host of a result: its template says whether it has the services of a cluster. */
  static IcingaObject host(PassiveResult result) {
    var name = result.host();
    return switch (result.whose()) {
      case CLUSTER ->
          host(name, "walwatch-cluster", Map.of("display_name", "PostgreSQL cluster " + name));
      case WATCHER -> host(name, "walwatch-name", Map.of());
    };
  }

  private static IcingaObject host(String name, String template, Map<String, String> attributes) {
    return new IcingaObject("hosts", "host " + name, name, template, attributes);
  }

  /** The service of a result. */
  static IcingaObject service(PassiveResult result) {
    var attributes =
        result.notesUrl().map(URI::toString).map(url -> Map.of("notes_url", url)).orElse(Map.of());
    return new IcingaObject(
        "services",
        "service " + result.objectName(),
        result.objectName(),
        "walwatch-result",
        attributes);
  }

  /** Whether the name is one that a person could read and type: it may come from a bucket. */
  boolean isWellNamed() {
    return PlainText.oneLine(name, NAME_LIMIT).equals(name);
  }

  /**
   * Returns the path of the object, each character of the name that could mean something escaped.
   */
  String path() {
    var encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8)
            .replace("+", "%20")
            // a name of two dots would be another path
            .replace(".", "%2E");
    return "/v1/objects/" + type + "/" + encoded;
  }

  /** Returns what is sent to make it, JSON. */
  String body() {
    var body = JSON.createObjectNode();
    body.putArray("templates").add(template);
    var attrs = body.putObject("attrs");
    attributes.forEach(attrs::put);
    return body.toString();
  }
}
