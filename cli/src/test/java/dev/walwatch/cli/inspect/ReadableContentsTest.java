package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ReadableContentsTest {
  private static final ClusterId CLUSTER = new ClusterId("backups", "main/");

  @Test
  void whoMayNotReadSomeFilesStillReadsTheOthersAndIsTold() {
    var contents =
        new ReadableContents(
            (_, key, _) -> {
              if (key.startsWith("secret")) {
                throw new ListingFailedException("refused", denied());
              }
              return Optional.of("text".getBytes(StandardCharsets.UTF_8));
            });

    var first = contents.read(CLUSTER, "secret-1", 9);
    var second = contents.read(CLUSTER, "secret-2", 9);
    var third = contents.read(CLUSTER, "open", 9);

    assertThat(first).isEmpty();
    assertThat(second).isEmpty();
    assertThat(third).isPresent();
    assertThat(contents.notes())
        .containsExactly(
            "2 small files could not be read, so positions and histories are told from names:"
                + " access denied; s3:ListBucket on the bucket and s3:GetObject on its objects are"
                + " needed");
  }

  @Test
  void whereAllCanBeReadThereIsNothingToSay() {
    var contents = new ReadableContents((_, _, _) -> Optional.empty());

    assertThat(contents.read(CLUSTER, "gone", 9)).isEmpty();
    assertThat(contents.notes()).isEmpty();
  }

  private static Exception denied() {
    return S3Exception.builder()
        .statusCode(403)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
        .build();
  }
}
