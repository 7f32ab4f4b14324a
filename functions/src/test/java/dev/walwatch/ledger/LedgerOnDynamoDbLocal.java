package dev.walwatch.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The contract on AWS's DynamoDB Local: {@code mvn -Pdynamodb-local verify} runs it. Its licence
 * keeps it off every class path but that profile's, so nothing of it is named in Java: it runs in a
 * process of its own, from the class path of this one.
 */
class LedgerOnDynamoDbLocal extends DynamoDbLedgerContract {
  private static final String SERVER = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private static Process server;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    server =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    SERVER,
                    "-inMemory",
                    "-sharedDb",
                    "-disableTelemetry",
                    "-port",
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "dynamodb-local.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
    client = TestTables.client(URI.create("http://127.0.0.1:" + port));
    // the client tries again until the server listens
    client.listTables();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.destroyForcibly();
  }

  @Override
  DynamoDbClient client() {
    return client;
  }

  @Override
  String newTable() {
    return TestTables.create(client);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
