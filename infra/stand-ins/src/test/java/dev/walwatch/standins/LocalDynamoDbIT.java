package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class LocalDynamoDbIT {

  private static final Path INSTALL = Path.of("target", "dynalite");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String TABLE = "ledger";
  private static final String BEGINNING_OF_A_REQUEST =
      "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n"
          + "Content-Type: application/x-amz-json-1.0\r\nContent-Length: 100\r\n\r\n{";

  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(INSTALL);
    client = Aws.dynamoDb(dynamoDb.endpoint());
    client.createTable(
        table ->
            table
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  @AfterAll
  static void stop() {
    client.close();
    dynamoDb.close();
  }

  @Test
  void outlivesAClientThatIsKilledInTheMiddleOfARequest() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (var socket = new Socket(LOOPBACK, dynamoDb.endpoint().getPort())) {
        // with no time to linger, closing resets the connection as a killed process does
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(BEGINNING_OF_A_REQUEST.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
    }

    add("after the reset", AttributeValue.fromNs(List.of("1")));

    assertThat(seen("after the reset")).containsExactly("1");
  }

  @Test
  void addsToANumberSetInAnyOrderAndTwice() {
    for (String number : List.of("7", "3", "7")) {
      add("set", AttributeValue.fromNs(List.of(number)));
    }

    assertThat(seen("set")).containsExactlyInAnyOrder("3", "7");
  }

  @Test
  void losesNoneOfManyAddsAtOnce() {
    var adds =
        IntStream.range(0, 32)
            .mapToObj(
                number ->
                    CompletableFuture.runAsync(
                        () ->
                            add("many", AttributeValue.fromNs(List.of(Integer.toString(number))))))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(adds).join();

    assertThat(seen("many")).hasSize(32);
  }

  @Test
  void refusesAnUpdateWhoseConditionDoesNotHold() {
    setVersion("guarded", 1, 0);

    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(() -> setVersion("guarded", 2, 0));
    assertThat(item("guarded")).containsEntry("version", AttributeValue.fromN("1"));
  }

  @Test
  void isInstalledOnceByStartsAtTheSameTime(@TempDir Path folder) {
    var starts =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> LocalDynamoDb.start(folder)))
            .limit(2)
            .toList();

    for (var start : starts) {
      try (LocalDynamoDb one = start.join()) {
        assertThat(one.endpoint().getHost()).isEqualTo("127.0.0.1");
      }
    }
    assertThat(folder.toFile().list()).singleElement().asString().startsWith("dynalite-");
  }

  @Test
  void namesTheReasonWhenItsPortIsTaken() {
    int taken = dynamoDb.endpoint().getPort();

    assertThatThrownBy(() -> LocalDynamoDb.start(INSTALL, taken))
        .isInstanceOf(StandInException.class)
        .hasMessageContaining("port " + taken)
        .hasMessageContaining("EADDRINUSE");
  }

  @Test
  void endsItsProcessOnClose() {
    LocalDynamoDb another = LocalDynamoDb.start(INSTALL);

    another.close();

    assertThat(ProcessHandle.of(another.pid())).isEmpty();
  }

  @Test
  void endsWithAParentThatIsKilled() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    ProcessBuilder parent =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DynamoDbHolder.class.getName(),
            INSTALL.toString());
    try (ChildProcess jvm = ChildProcess.start(parent, lines::add)) {
      String pid = lines.poll(30, TimeUnit.SECONDS);
      assertThat(pid).containsOnlyDigits();
      ProcessHandle node = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

      jvm.kill();

      node.onExit().get(5, TimeUnit.SECONDS);
      assertThat(node.isAlive()).isFalse();
    }
  }

  @Test
  void namesTheWayOutWhereNodeIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> LocalDynamoDb.start(folder, 0, "no-npm", "node"))
        .isInstanceOf(StandInException.class)
        .hasMessageStartingWith("no-npm is not on the PATH")
        .hasMessageContaining("apt install nodejs npm");
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> LocalDynamoDb.start(INSTALL, 0, "npm", "no-node"))
        .isInstanceOf(StandInException.class)
        .hasMessageStartingWith("no-node is not on the PATH")
        .hasMessageContaining("apt install nodejs");
  }

  @Test
  void installsFromALockFileThatNamesNoRegistry() throws Exception {
    String lock = Files.readString(Path.of("dynalite", "package-lock.json"));

    assertThat(lock).contains("\"integrity\"").doesNotContain("\"resolved\"");
  }

  private static Map<String, AttributeValue> item(String id) {
    return client
        .getItem(
            get ->
                get.tableName(TABLE)
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .consistentRead(true))
        .item();
  }

  private static List<String> seen(String id) {
    return item(id).getOrDefault("seen", AttributeValue.fromNs(List.of())).ns();
  }

  private static void add(String id, AttributeValue numbers) {
    client.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .updateExpression("ADD seen :numbers")
                .expressionAttributeValues(Map.of(":numbers", numbers)));
  }

  private static void setVersion(String id, int next, int expected) {
    client.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .updateExpression("SET version = :next")
                .conditionExpression("attribute_not_exists(version) OR version = :expected")
                .expressionAttributeValues(
                    Map.of(
                        ":next", AttributeValue.fromN(Integer.toString(next)),
                        ":expected", AttributeValue.fromN(Integer.toString(expected)))));
  }
}
