package dev.walwatch.bucket;

import software.amazon.awssdk.services.s3.model.NotificationConfiguration;

/** What has to be done to a bucket so that it tells what is wanted. */
sealed interface Plan {

  /** It does already. */
  record Nothing() implements Plan {}

  /**
   * This is to replace what is there.
   *
   * @param addsEntries whether S3 is to try out where the entries send to
   */
  record Write(NotificationConfiguration configuration, boolean addsEntries) implements Plan {}

  /** S3 would refuse: an entry of somebody else tells of the same events of the same objects. */
  record Overlap(Entry theirs, Entry ours) implements Plan {}
}
