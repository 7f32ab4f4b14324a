package dev.walwatch.bucket;

import dev.walwatch.WalwatchException;
import org.jspecify.annotations.Nullable;

/** A bucket does not tell what it should; the message names the bucket and the way out. */
public final class BucketException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What keeps a bucket from being configured. */
  enum Kind {
    /** There is no such bucket. */
    GONE,
    /** It is in another region than the function. */
    ELSEWHERE,
    /** The function may not; a role that was just made may, some seconds later. */
    DENIED,
    /** S3 cannot send to a destination; a queue's policy may take effect some seconds later. */
    UNDELIVERABLE,
    /** S3 gave no answer or has no time, or somebody else writes at this moment. */
    BUSY,
    /** The configuration cannot be as it is wanted. */
    REFUSED
  }

  BucketException(Kind kind, String message) {
    this(kind, message, null);
  }

  BucketException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Returns whether the same may succeed some seconds later. */
  boolean mayPass() {
    return switch (kind) {
      case DENIED, UNDELIVERABLE, BUSY -> true;
      case GONE, ELSEWHERE, REFUSED -> false;
    };
  }
}
