package dev.walwatch.standins;

import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Gives the objects the time of a clock of our own as their {@code LastModified}: the store beneath
 * knows only the machine's, and a replay runs on another one. Listings of versions keep the
 * machine's time.
 */
final class RetimedBlobStore extends ForwardingBlobStore {

  private final InstantSource clock;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  RetimedBlobStore(BlobStore store, InstantSource clock) {
    super(store);
    this.clock = clock;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    PutObjectResponse response = super.putBlob(request, payload);
    stamp(request.bucket(), request.key());
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    stamp(request.destinationBucket(), request.destinationKey());
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    stamp(upload.containerName(), upload.blobName());
    return response;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response page = super.list(request);
    return page.toBuilder()
        .contents(
            page.contents().stream()
                .map(
                    object ->
                        object.toBuilder().lastModified(time(request.bucket(), object)).build())
                .toList())
        .build();
  }

  @Override
  public @Nullable HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    HeadObjectResponse head = super.blobMetadata(request);
    return head == null
        ? null
        : head.toBuilder()
            .lastModified(time(request.bucket(), request.key(), head.lastModified()))
            .build();
  }

  @Override
  public @Nullable ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    ResponseInputStream<GetObjectResponse> body = super.getBlob(request);
    if (body == null) {
      return null;
    }
    GetObjectResponse head = body.response();
    return new ResponseInputStream<>(
        head.toBuilder()
            .lastModified(time(request.bucket(), request.key(), head.lastModified()))
            .build(),
        body);
  }

  private void stamp(String bucket, String key) {
    written.put(bucket + '/' + key, clock.instant());
  }

  private Instant time(String bucket, S3Object object) {
    return time(bucket, object.key(), object.lastModified());
  }

  private Instant time(String bucket, String key, Instant otherwise) {
    return written.getOrDefault(bucket + '/' + key, otherwise);
  }
}
