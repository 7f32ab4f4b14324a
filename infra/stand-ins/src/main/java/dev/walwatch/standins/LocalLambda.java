package dev.walwatch.standins;

import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Lambda's {@code Invoke} on the loopback, for functions whose hosts are given: it waits for the
 * answer ({@code RequestResponse}) and tells a function's error as Lambda does. Any credentials
 * will do, and a function's whole ARN as well as its name.
 *
 * <p>Thread-safe. It does not close the hosts.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Lambda: Invoke</a>
 */
public final class LocalLambda implements AutoCloseable {
  private static final Pattern INVOKE =
      Pattern.compile("/2015-03-31/functions/(?:arn:[^/]*:function:)?([^/:]+)/invocations");
  private static final String JSON = "application/json";
  private static final String WAITING = "RequestResponse";

  private final Map<String, FunctionHost> hosts;
  private final LoopbackServer server;

  private LocalLambda(int port, Collection<FunctionHost> hosts) {
    this.hosts =
        hosts.stream()
            .collect(Collectors.toUnmodifiableMap(it -> it.function().name(), Function.identity()));
    this.server = LoopbackServer.start("the local Lambda", port, this::answer);
  }

  /** Starts on a free port. */
  public static LocalLambda start(Collection<FunctionHost> hosts) {
    return start(0, hosts);
  }

  /**
   * Starts the service.
   *
   * @param port 0 for a free one
   * @throws StandInException if the port is taken
   */
  public static LocalLambda start(int port, Collection<FunctionHost> hosts) {
    return new LocalLambda(port, hosts);
  }

  /** Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_LAMBDA}. */
  public URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) throws InterruptedException {
    var asked = INVOKE.matcher(request.path());
    if (!request.method().equals("POST") || !asked.matches()) {
      return refusal(404, "UnknownOperationException", "the local Lambda knows Invoke alone");
    }
    var type = request.header("X-Amz-Invocation-Type");
    if (!type.isEmpty() && !type.equals(WAITING)) {
      return refusal(
          400, "InvalidParameterValueException", "the local Lambda knows no invocation of " + type);
    }
    var name = asked.group(1);
    var host = hosts.get(name);
    if (host == null) {
      return refusal(
          404,
          "ResourceNotFoundException",
          "Function not found: " + LocalAccount.functionArn(name));
    }
    // without a payload a function gets an empty object
    var event = request.body().isEmpty() ? "{}" : request.body();
    if (!isJson(event)) {
      return refusal(
          400, "InvalidRequestContentException", "Could not parse request body into json");
    }
    return told(host.invoke(event));
  }

  private static boolean isJson(String text) {
    try {
      JsonMapper.shared().readTree(text);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static Answer told(InvocationResult result) {
    return result instanceof InvocationResult.Succeeded(var payload)
        ? executed(payload, Optional.empty())
        : executed(FunctionError.of(result).toString(), Optional.of("Unhandled"));
  }

  /** Lambda answers 200 also where the function failed: the header tells. */
  private static Answer executed(String payload, Optional<String> functionError) {
    var headers = headers();
    headers.put("X-Amz-Executed-Version", "$LATEST");
    functionError.ifPresent(error -> headers.put("X-Amz-Function-Error", error));
    return new Answer(200, headers, payload);
  }

  private static Answer refusal(int status, String type, String message) {
    var headers = headers();
    headers.put("X-Amzn-ErrorType", type);
    var body = JsonNodeFactory.instance.objectNode().put("Type", "User").put("Message", message);
    return new Answer(status, headers, body.toString());
  }

  private static Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", JSON);
    headers.put("X-Amzn-RequestId", UUID.randomUUID().toString());
    return headers;
  }
}
