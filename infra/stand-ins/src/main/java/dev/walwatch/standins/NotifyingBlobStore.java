package dev.walwatch.standins;

import com.google.common.util.concurrent.Striped;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Tells a listener of each change after the store has made it and before the client hears of it.
 *
 * <p>The changes of one key happen one after the other, so that their sequencers stand in the order
 * in which the store made them. A listener that fails is logged and stops nothing: S3 does not fail
 * a request because its notification could not be delivered.
 */
final class NotifyingBlobStore extends ForwardingBlobStore {

  private static final System.Logger logger = System.getLogger(NotifyingBlobStore.class.getName());

  /**
   * Where s3proxy keeps the metadata of an unfinished multipart upload; no client ever wrote it.
   */
  private static final String BOOKKEEPING = ".s3proxy-mpu-stub-";

  private final InstantSource clock;
  private final Consumer<String> listener;
  private final Striped<Lock> keys = Striped.lock(256);
  private final AtomicLong sequence = new AtomicLong();

  NotifyingBlobStore(BlobStore store, InstantSource clock, Consumer<String> listener) {
    super(store);
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    return changing(
        request.bucket(),
        request.key(),
        () -> super.putBlob(request, payload),
        response -> Change.created("Put", response.versionId()));
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return changing(
        request.destinationBucket(),
        request.destinationKey(),
        () -> super.copyBlob(request),
        response -> Change.created("Copy", response.versionId()));
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return changing(
        upload.containerName(),
        upload.blobName(),
        () -> super.completeMultipartUpload(upload, request),
        response -> Change.created("CompleteMultipartUpload", response.versionId()));
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return changing(
        request.bucket(),
        request.key(),
        () -> super.removeBlob(request),
        response ->
            request.versionId() == null && Boolean.TRUE.equals(response.deleteMarker())
                ? Change.removed("DeleteMarkerCreated", response.versionId())
                : Change.removed("Delete", response.versionId()));
  }

  private <T> T changing(
      String bucket, String key, Supplier<T> request, Function<T, Change> described) {
    if (key.startsWith(BOOKKEEPING)) {
      return request.get();
    }
    T response;
    S3Notification notification;
    Lock lock = keys.get(bucket + '/' + key);
    lock.lock();
    try {
      response = request.get();
      notification = notification(bucket, key, described.apply(response));
    } finally {
      lock.unlock();
    }
    tell(notification);
    return response;
  }

  private S3Notification notification(String bucket, String key, Change change) {
    Instant time = clock.instant();
    String sequencer = "%016X".formatted(sequence.incrementAndGet());
    HeadObjectResponse stored = change.created() ? stored(bucket, key, change.versionId()) : null;
    return new S3Notification(
        change.eventName(),
        time,
        bucket,
        key,
        stored == null ? null : stored.contentLength(),
        stored == null ? null : stored.eTag(),
        change.versionId(),
        sequencer);
  }

  private HeadObjectResponse stored(String bucket, String key, @Nullable String versionId) {
    return blobMetadata(
        HeadObjectRequest.builder().bucket(bucket).key(key).versionId(versionId).build());
  }

  private void tell(S3Notification notification) {
    try {
      listener.accept(notification.toJson());
    } catch (RuntimeException e) {
      logger.log(Level.WARNING, "lost " + notification + ": " + e);
    }
  }

  private record Change(String eventName, boolean created, @Nullable String versionId) {

    static Change created(String how, @Nullable String versionId) {
      return new Change("ObjectCreated:" + how, true, versionId);
    }

    static Change removed(String how, @Nullable String versionId) {
      return new Change("ObjectRemoved:" + how, false, versionId);
    }
  }
}
