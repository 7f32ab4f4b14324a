package dev.walwatch.local;

import dev.walwatch.standins.LocalS3;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 with a client of it. */
record ArchiveStore(LocalS3 server, S3Client client) implements AutoCloseable {

  static ArchiveStore start(int port, InstantSource clock, Consumer<String> listener) {
    var server = LocalS3.start(port, clock, listener);
    return new ArchiveStore(server, LocalClients.s3(server.endpoint()));
  }

  URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
