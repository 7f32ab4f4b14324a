package dev.walwatch.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A stack of CloudFormation that is being made, and waits for a resource of ours. */
final class AnsweredStack implements AutoCloseable {
  static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:walwatch-ArrivalsQueue";

  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
  private final HttpServer server;

  private AnsweredStack() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  static AnsweredStack start() throws IOException {
    return new AnsweredStack();
  }

  /** Returns the request to attach archives, each a bucket and a prefix. */
  String create(List<String> archives) {
    return """
    {"RequestType":"Create","RequestId":"1","LogicalResourceId":"BucketEvents",
    "ResourceType":"Custom::BucketEvents",
    "StackId":"arn:aws:cloudformation:us-east-1:111122223333:stack/walwatch/0a1b2c3d-0000-1111-2222-333344445555",
    "ResponseURL":"http://127.0.0.1:%d/","ResourceProperties":
    {"Source":"BucketNotification","QueueArn":"%s","Archives":%s}}"""
        .formatted(
            server.getAddress().getPort(), QUEUE, JsonMapper.shared().writeValueAsString(archives));
  }

  /** Returns what was answered, which is waited for. */
  String answer() throws InterruptedException {
    var answer = answers.poll(10, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("nothing was answered");
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
