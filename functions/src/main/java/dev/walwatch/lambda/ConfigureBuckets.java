package dev.walwatch.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.walwatch.Pause;
import dev.walwatch.WalwatchException;
import dev.walwatch.bucket.BucketEvents;
import dev.walwatch.bucket.stack.AnswerSender;
import dev.walwatch.bucket.stack.StackAnswer;
import dev.walwatch.bucket.stack.StackRequest;
import dev.walwatch.lambda.BucketResource.HalfDoneException;
import dev.walwatch.report.PlainText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Attaches the stack to buckets that exist, which CloudFormation cannot do by itself: the function
 * behind the template's custom resource.
 *
 * <p>CloudFormation waits until it is answered, for up to an hour: so it is, whatever happens, and
 * before the function's time is over. Of the request only what was read is logged, for it holds an
 * address that is a secret.
 */
public final class ConfigureBuckets implements RequestHandler<Map<String, Object>, @Nullable Void> {
  private final Supplier<S3Client> s3;
  private final AnswerSender sender;
  private final Pause pause;

  /** Wires the function as Lambda runs it. */
  public ConfigureBuckets() {
    this(BucketAccess::client, Pause.sleeping());
  }

  /**
   * Wires the function from parts.
   *
   * @param s3 makes a client for one request, when there is one that can be answered: making it may
   *     fail, too
   */
  public ConfigureBuckets(Supplier<S3Client> s3, Pause pause) {
    this.s3 = s3;
    this.sender = new AnswerSender(pause);
    this.pause = pause;
  }

  /**
   * Does what is requested and answers.
   *
   * @throws WalwatchException if nobody can be answered; Lambda makes the call again then
   */
  @Override
  public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
    var request = new StackRequest(event);
    var address = request.responseAddress();
    var answer = answer(request, context);
    context.getLogger().log((answer.succeeded() ? "SUCCESS: " : "FAILED: ") + answer.line());
    sender.send(address, answer.json(request));
    return null;
  }

  /** Whatever goes wrong, an {@link Error} too, CloudFormation must hear of it. */
  private StackAnswer answer(StackRequest request, Context context) {
    try (var client = s3.get()) {
      var mark = request.mark();
      var buckets = new BucketEvents(mark, client, AwsCalls.ONCE, pause, () -> timeLeft(context));
      return new BucketResource(request, mark, buckets).answer();
    } catch (WalwatchException e) {
      return new StackAnswer(
          false, BucketResource.idBefore(request), String.valueOf(e.getMessage()));
    } catch (HalfDoneException e) {
      return brokenOff(e.id(), requireNonNull(e.getCause()), context);
    } catch (Throwable e) {
      return brokenOff(BucketResource.idBefore(request), e, context);
    }
  }

  private static StackAnswer brokenOff(String id, Throwable cause, Context context) {
    context.getLogger().log(stackTrace(cause));
    return new StackAnswer(
        false, id, "ConfigureBuckets broke off (%s). Report it, with its log.".formatted(cause));
  }

  private static String stackTrace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return PlainText.lines(text.toString());
  }

  /** Until the answer has to be on its way. */
  private static Duration timeLeft(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(AnswerSender.LONGEST);
  }
}
