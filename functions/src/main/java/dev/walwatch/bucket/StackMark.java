package dev.walwatch.bucket;

import dev.walwatch.WalwatchException;
import dev.walwatch.report.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the entries of one stack from those of all others: their ids begin with it. It stays the
 * same as long as the stack lives, and a stack of the same name that comes later has another.
 *
 * @param idPrefix what the ids begin with, ending in a hyphen
 */
public record StackMark(String idPrefix) {
  private static final Pattern STACK_ID =
      Pattern.compile(
          "arn:[a-z0-9-]+:cloudformation:[a-z0-9-]+:[0-9]+"
              + ":stack/([A-Za-z][A-Za-z0-9-]{0,127})/([A-Za-z0-9]{8})[A-Za-z0-9-]*");

  /** Enough to tell the few prefixes of one stack apart. */
  private static final int HASH_LENGTH = 8;

  public StackMark {
    if (!idPrefix.startsWith("walwatch-") || !idPrefix.endsWith("-")) {
      throw new IllegalArgumentException("\"" + idPrefix + "\" is not the mark of a stack");
    }
  }

  /**
   * Returns the mark of a stack.
   *
   * @param stackId its ARN
   * @throws WalwatchException if it is none
   */
  public static StackMark of(String stackId) {
    var arn = STACK_ID.matcher(stackId);
    if (!arn.matches()) {
      throw new WalwatchException(
          "\"%s\": StackId is not the ARN of a stack: only CloudFormation calls this function"
              .formatted(PlainText.line(stackId)));
    }
    return new StackMark("walwatch-%s-%s-".formatted(arn.group(1), arn.group(2)));
  }

  boolean isOn(@Nullable String id) {
    return id != null && id.startsWith(idPrefix);
  }

  /** S3 takes up to 255 characters, and a key may be longer: so its hash. */
  String idFor(String keyPrefix) {
    var hash = UUID.nameUUIDFromBytes(keyPrefix.getBytes(StandardCharsets.UTF_8)).toString();
    return idPrefix + hash.substring(0, HASH_LENGTH);
  }
}
