package dev.walwatch.local.replay;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Repeats recorded requests on a bucket, as any client of S3 would make them. */
public final class TracePlayer {

  /** S3 takes no smaller part, unless it is the last. */
  private static final long SMALLEST_PART = 5L << 20;

  private static final String TYPE = "application/octet-stream";

  private final S3Client s3;
  private final String bucket;

  public TracePlayer(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Repeats one request; returns when S3 has answered. */
  public void play(TraceEntry entry) {
    switch (entry) {
      case TraceEntry.Put put ->
          s3.putObject(
              request -> request.bucket(bucket).key(put.key()),
              body(put.content(), 0, put.content().size()));
      case TraceEntry.MultipartPut put -> upload(put);
      case TraceEntry.Delete delete when delete.keys().size() == 1 ->
          s3.deleteObject(request -> request.bucket(bucket).key(delete.keys().getFirst()));
      case TraceEntry.Delete delete -> deleteAtOnce(delete.keys());
    }
  }

  private void upload(TraceEntry.MultipartPut put) {
    var upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(put.key()));
    long size = put.content().size();
    long partSize = Math.max(SMALLEST_PART, Math.ceilDiv(size, put.parts()));
    var done = new ArrayList<CompletedPart>();
    long offset = 0;
    do {
      int number = done.size() + 1;
      long length = Math.min(partSize, size - offset);
      var part =
          s3.uploadPart(
              request ->
                  request
                      .bucket(bucket)
                      .key(put.key())
                      .uploadId(upload.uploadId())
                      .partNumber(number),
              body(put.content(), offset, length));
      done.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
      offset += length;
    } while (offset < size);
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(put.key())
                .uploadId(upload.uploadId())
                .multipartUpload(parts -> parts.parts(done)));
  }

  private void deleteAtOnce(List<String> keys) {
    var objects = keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    var answer =
        s3.deleteObjects(request -> request.bucket(bucket).delete(all -> all.objects(objects)));
    if (answer.hasErrors()) {
      throw new IllegalStateException("S3 did not delete all objects: " + answer.errors());
    }
  }

  private static RequestBody body(Content content, long offset, long length) {
    return RequestBody.fromContentProvider(() -> content.open(offset, length), length, TYPE);
  }
}
