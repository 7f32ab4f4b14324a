package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.bucket.BucketEvents;
import dev.walwatch.bucket.StackMark;
import dev.walwatch.bucket.Wish;
import dev.walwatch.bucket.Wish.Source;
import dev.walwatch.bucket.stack.Claims;
import dev.walwatch.bucket.stack.StackAnswer;
import dev.walwatch.bucket.stack.StackRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What becomes of the buckets when the stack's custom resource is created, updated or deleted.
 *
 * <p>The resource keeps its physical id for life. So CloudFormation sends no {@code Delete} after
 * an update, and the update itself takes leave of the buckets that are no longer wanted. An update
 * that fails is followed by one back, with both sets of properties swapped, which finds the same
 * way.
 */
final class BucketResource {
  /**
   * The id of a resource whose creation failed before anything was written. CloudFormation deletes
   * it next, and where there is no bucket, or no right to it, that must not fail as well.
   */
  private static final String NOT_ATTACHED = "walwatch-not-attached";

  private final StackRequest request;
  private final BucketEvents buckets;
  private final String attachedId;

  BucketResource(StackRequest request, StackMark mark, BucketEvents buckets) {
    this.request = request;
    this.buckets = buckets;
    this.attachedId = mark.idPrefix() + "bucket-events";
  }

  /** Returns what the resource is called as long as no bucket was changed for this request. */
  static String idBefore(StackRequest request) {
    var id = request.text("PhysicalResourceId");
    return id.isEmpty() ? NOT_ATTACHED : id;
  }

  /**
   * Does what is requested.
   *
   * @throws WalwatchException if it cannot be done, and no bucket was changed
   * @throws HalfDoneException if it broke off, and one may have been
   */
  StackAnswer answer() {
    return switch (request.type()) {
      case CREATE -> attach(new Claims(Set.of(), Set.of()));
      case UPDATE -> attach(request.formerClaims());
      case DELETE -> delete();
    };
  }

  private StackAnswer attach(Claims former) {
    var wish = request.wish();
    buckets.check(wish);
    var before = idBefore(request);
    var id = before.equals(NOT_ATTACHED) ? attachedId : before;
    try {
      var done = new ArrayList<>(buckets.attach(wish));
      done.addAll(buckets.leave(Claims.without(former.notifying(), wish.buckets())));
      done.addAll(staysOn(former, wish));
      return new StackAnswer(true, id, String.join(" ", done));
    } catch (WalwatchException e) {
      return new StackAnswer(false, id, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      throw new HalfDoneException(id, e);
    }
  }

  /** Something broke off after a bucket may have been changed, so the resource is to be deleted. */
  static final class HalfDoneException extends RuntimeException {
    private final String id;

    HalfDoneException(String id, Throwable cause) {
      super(cause);
      this.id = id;
    }

    /** What the resource is called by now. */
    String id() {
      return id;
    }
  }

  private static List<String> staysOn(Claims former, Wish wish) {
    var still = wish.source() == Source.EVENT_BRIDGE ? wish.buckets() : Set.<String>of();
    return staysOn(Claims.without(former.onEventBridge(), still));
  }

  private static List<String> staysOn(Collection<String> buckets) {
    return buckets.stream()
        .map(
            bucket ->
                ("Bucket %s keeps sending its events to EventBridge, for others may rely on it by"
                        + " now: switch that off if nobody does.")
                    .formatted(bucket))
        .toList();
  }

  private StackAnswer delete() {
    var id = idBefore(request);
    if (id.equals(NOT_ATTACHED)) {
      return new StackAnswer(true, id, "No bucket was changed, so nothing is to be removed.");
    }
    var claims = request.claims();
    var done = new ArrayList<>(buckets.detach(Claims.without(claims.notifying(), Set.of())));
    done.addAll(staysOn(Claims.without(claims.onEventBridge(), Set.of())));
    return new StackAnswer(true, id, String.join(" ", done));
  }
}
