package dev.walwatch.standins;

import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where CloudFormation waits for the answer of a custom resource, on the loopback: keeps what is
 * put there. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">CloudFormation:
 *     custom resource request and response reference</a>
 */
public final class LocalStackAnswers implements AutoCloseable {
  /** What nobody may see in a log or an exception. */
  public static final String SIGNATURE = "hunter2hunter2";

  private static final int HANGS_UP = -1;

  private final Queue<Put> puts = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> troubles = new ConcurrentLinkedQueue<>();
  private final LoopbackServer server;

  private LocalStackAnswers() {
    this.server = LoopbackServer.start("the local CloudFormation", 0, this::answer);
  }

  /**
   * What came in.
   *
   * @param pathAndQuery encoded as they were sent
   * @param contentType empty when there was none
   */
  public record Put(String method, String pathAndQuery, String contentType, String body) {

    /** Returns the body, read. */
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  /** Starts on a free port. */
  public static LocalStackAnswers start() {
    return new LocalStackAnswers();
  }

  /** Returns a signed address, as CloudFormation makes them. */
  public String url() {
    return "%s/arn%%3Aaws%%3Acloudformation%%7CBucketEvents?Signature=%s%%3D"
        .formatted(server.endpoint(), SIGNATURE);
  }

  /** Answers the next request with this status. */
  public LocalStackAnswers then(int status) {
    troubles.add(status);
    return this;
  }

  /** Closes the connection instead of answering the next request. */
  public LocalStackAnswers thenHangsUp() {
    return then(HANGS_UP);
  }

  /** Returns what was put so far, in order. */
  public List<Put> puts() {
    return List.copyOf(puts);
  }

  private Answer answer(Request request) throws IOException {
    puts.add(
        new Put(
            request.method(),
            request.target().toString(),
            request.header("Content-Type"),
            request.body()));
    int status = Objects.requireNonNullElse(troubles.poll(), 200);
    if (status == HANGS_UP) {
      throw new IOException("this one gets no answer");
    }
    return new Answer(status, Map.of(), "");
  }

  @Override
  public void close() {
    server.close();
  }
}
