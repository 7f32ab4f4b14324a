package dev.walwatch.standins;

import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An SSM Parameter Store on the loopback that knows {@code GetParameter} and {@code GetParameters}.
 * Every parameter is a SecureString: whoever forgets to ask for decryption gets no secret. A name
 * below {@code /aws/reference/secretsmanager/} stands for a secret of Secrets Manager, as in SSM.
 *
 * <p>It remembers who asked for what. Values are in no message and no log. Thread-safe.
 */
public final class LocalParameters implements AutoCloseable {

  private static final String SECRETS_MANAGER = "/aws/reference/secretsmanager/";
  private static final String NOT_DECRYPTED = "AQICAHencryptedAndNotAskedToBeDecrypted==";

  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/,]+)/");

  private final Set<Asked> asked = ConcurrentHashMap.newKeySet();
  private final Source source;
  private final Instant started = Instant.now();
  private final LoopbackServer server;

  private LocalParameters(int port, Source source) {
    this.source = source;
    this.server = LoopbackServer.start("the local SSM", port, this::answer);
  }

  /**
   * Somebody asked for a parameter, whether it is there or not.
   *
   * @param accessKeyId of the credentials that signed the request; empty for a request without
   */
  public record Asked(String accessKeyId, String name) {}

  private interface Source {
    Map<String, String> values() throws IOException;
  }

  /**
   * Starts with these parameters.
   *
   * @param port 0 for a free one
   * @param values by name
   * @throws StandInException if the port is taken
   */
  public static LocalParameters start(int port, Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return new LocalParameters(port, () -> copy);
  }

  /**
   * Starts with the parameters of a properties file in UTF-8, {@code name=value} on a line. It is
   * read again for each request, so a changed secret counts at once.
   *
   * @param port 0 for a free one
   * @throws StandInException if the file cannot be read or the port is taken
   */
  public static LocalParameters start(int port, Path file) {
    try {
      read(file);
    } catch (IOException e) {
      throw new StandInException("cannot read the parameters: " + e, e);
    }
    return new LocalParameters(port, () -> read(file));
  }

  /** Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_SSM}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Who asked for what, each once. */
  public Set<Asked> asked() {
    return Set.copyOf(asked);
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "LocalParameters[" + endpoint() + "]";
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> values = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  private Answer answer(Request request) throws IOException {
    JsonNode body = JsonMapper.shared().readTree(request.body());
    remember(request, body);
    return switch (request.header("X-Amz-Target")) {
      case "AmazonSSM.GetParameter" -> getParameter(body);
      case "AmazonSSM.GetParameters" -> getParameters(body);
      default -> error("UnknownOperationException", "");
    };
  }

  private void remember(Request request, JsonNode body) {
    Matcher signed = ACCESS_KEY.matcher(request.header("Authorization"));
    String accessKeyId = signed.find() ? signed.group(1) : "";
    Stream.concat(Stream.of(body.path("Name")), body.path("Names").valueStream())
        .filter(JsonNode::isString)
        .forEach(name -> asked.add(new Asked(accessKeyId, name.asString())));
  }

  private Answer getParameter(JsonNode body) throws IOException {
    String name = body.path("Name").asString();
    boolean decrypt = body.path("WithDecryption").asBoolean(false);
    if (name.startsWith(SECRETS_MANAGER) && !decrypt) {
      return error(
          "ValidationException",
          "WithDecryption flag must be True for retrieving a Secret Manager secret.");
    }
    ObjectNode parameter = parameter(name, decrypt);
    if (parameter == null) {
      return error("ParameterNotFound", "");
    }
    return json(200, JsonNodeFactory.instance.objectNode().set("Parameter", parameter));
  }

  private Answer getParameters(JsonNode body) throws IOException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var found = answer.putArray("Parameters");
    var invalid = answer.putArray("InvalidParameters");
    boolean decrypt = body.path("WithDecryption").asBoolean(false);
    for (JsonNode name : body.path("Names")) {
      ObjectNode parameter = parameter(name.asString(), decrypt);
      if (parameter == null) {
        invalid.add(name.asString());
      } else {
        found.add(parameter);
      }
    }
    return json(200, answer);
  }

  private @Nullable ObjectNode parameter(String name, boolean decrypt) throws IOException {
    String value = source.values().get(name);
    if (value == null) {
      return null;
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("Name", name)
        .put("Type", "SecureString")
        .put("Value", decrypt ? value : NOT_DECRYPTED)
        .put("Version", 1)
        .put("LastModifiedDate", started.getEpochSecond())
        .put("ARN", LocalAccount.parameterArn(name))
        .put("DataType", "text");
  }

  private static Answer error(String type, String message) {
    return json(
        400, JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
  }

  private static Answer json(int status, JsonNode body) {
    return Answer.of(status, "application/x-amz-json-1.1", body.toString());
  }
}
