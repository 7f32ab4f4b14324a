package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class S3NotificationTest {

  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void readsLikeTheNotificationOfAVersionedPut() {
    var notification =
        new S3Notification(
            "ObjectCreated:Put", TIME, "backups", "a/b c+d=é", 7L, "\"abc\"", "v1", "000A");

    assertThat(notification.toJson())
        .isEqualTo(
            """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",\
            "eventTime":"2026-03-01T12:00:00.000Z","eventName":"ObjectCreated:Put",\
            "userIdentity":{"principalId":"AWS:AIDALOCALMACHINE"},\
            "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
            "responseElements":{"x-amz-request-id":"000A","x-amz-id-2":"local"},\
            "s3":{"s3SchemaVersion":"1.0","configurationId":"local",\
            "bucket":{"name":"backups","ownerIdentity":{"principalId":"LOCALMACHINE"},\
            "arn":"arn:aws:s3:::backups"},\
            "object":{"key":"a/b+c%2Bd%3D%C3%A9","size":7,"eTag":"abc","versionId":"v1",\
            "sequencer":"000A"}}}]}""");
  }

  @Test
  void leavesOutWhatARemovalDoesNotHave() {
    var notification =
        new S3Notification("ObjectRemoved:Delete", TIME, "backups", "a", null, null, null, "000B");

    assertThat(notification.toJson()).contains("\"object\":{\"key\":\"a\",\"sequencer\":\"000B\"}");
  }
}
