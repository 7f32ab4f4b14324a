package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.archive.Canary;
import dev.walwatch.aws.AwsTestClients;
import dev.walwatch.aws.AwsUnderTest;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a canary in S3. */
@Tag("aws")
class S3CanaryPutterIT {
  private static final String KEY = "production/walwatch/canary";

  private static AwsUnderTest aws;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void saysInTheObjectWhatItIs() {
    var canary = new Canary(aws.createBucket(), KEY);

    new S3CanaryPutter(aws.s3()).put(canary);

    var object = aws.s3().getObjectAsBytes(get -> get.bucket(canary.bucket()).key(canary.key()));
    assertThat(object.asUtf8String()).startsWith("This is the canary of walwatch");
    assertThat(object.response().contentType()).startsWith("text/plain");
  }

  @Test
  void saysWhatS3Answered() {
    var nowhere = new Canary(aws.freshName(), KEY);

    assertThatThrownBy(() -> new S3CanaryPutter(aws.s3()).put(nowhere))
        .isInstanceOf(CanaryNotPutException.class)
        .hasMessage("s3://%s could not be written: S3 answered NoSuchBucket".formatted(nowhere));
  }

  @Test
  void saysThatS3GaveNoAnswer() {
    var canary = new Canary("backups", KEY);

    try (var nobody = AwsTestClients.s3(Optional.of(URI.create("http://127.0.0.1:1")))) {
      assertThatThrownBy(() -> new S3CanaryPutter(nobody).put(canary))
          .isInstanceOf(CanaryNotPutException.class)
          .hasMessageStartingWith("s3://" + canary + " could not be written: S3 gave no answer (");
    }
  }
}
