package dev.walwatch.standins;

import java.net.URI;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;

/**
 * An S3 in memory on the loopback that sends notifications as S3 does. Clients use path-style
 * addresses and any credentials.
 *
 * <p>Thread-safe.
 */
public final class LocalS3 implements AutoCloseable {

  private final BlobStore store;
  private final S3Proxy proxy;
  private final QuietLoggers quiet;

  private LocalS3(BlobStore store, S3Proxy proxy, QuietLoggers quiet) {
    this.store = store;
    this.proxy = proxy;
    this.quiet = quiet;
  }

  /**
   * Starts on a free port, on the machine's clock.
   *
   * @see #start(int, InstantSource, Consumer)
   */
  public static LocalS3 start(Consumer<String> listener) {
    return start(0, InstantSource.system(), listener);
  }

  /**
   * Starts the service.
   *
   * @param port 0 for a free one
   * @param clock gives the events and the objects their time
   * @param listener called with the JSON body of one S3 event notification after each change,
   *     before the client hears of it, on many threads; what it throws is logged and stops nothing
   * @throws StandInException if the port is taken
   */
  public static LocalS3 start(int port, InstantSource clock, Consumer<String> listener) {
    QuietLoggers quiet = new QuietLoggers(Level.WARNING, "org.gaul");
    BlobStore store =
        new NotifyingBlobStore(
            new RetimedBlobStore(BlobStores.create("transient-nio2", new Properties()), clock),
            clock,
            listener);
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .blobStore(store)
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(32)
            .stopTimeout(0)
            .build();
    LocalS3 s3 = new LocalS3(store, proxy, quiet);
    try {
      proxy.start();
    } catch (Exception e) {
      s3.close();
      throw new StandInException("cannot start the local S3 on port " + port + ": " + e, e);
    }
    return s3;
  }

  /** Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_S3}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /**
   * Makes a versioned bucket, in which a plain delete writes a delete marker. A bucket that a
   * client makes is not versioned until it asks for that, as in S3.
   */
  public void createBucket(String name) {
    store.createContainer(CreateBucketRequest.builder().bucket(name).build());
    store.putBucketVersioning(
        PutBucketVersioningRequest.builder()
            .bucket(name)
            .versioningConfiguration(
                versioning -> versioning.status(BucketVersioningStatus.ENABLED))
            .build());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new StandInException("the local S3 did not stop", e);
    } finally {
      store.close();
    }
  }

  @Override
  public String toString() {
    return "LocalS3[" + endpoint() + ", quiet=" + quiet.names() + "]";
  }
}
