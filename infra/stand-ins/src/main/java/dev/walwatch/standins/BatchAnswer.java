package dev.walwatch.standins;

import dev.walwatch.standins.InvocationResult.Succeeded;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a function's answer means for the messages it was given, where its mapping asks for {@code
 * ReportBatchItemFailures}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Lambda's
 *     rules</a>
 */
final class BatchAnswer {

  private BatchAnswer() {}

  /** The ids, of those of the batch, that stay in the queue. */
  static Set<String> kept(Set<String> batch, InvocationResult result) {
    return result instanceof Succeeded(String payload) ? kept(batch, payload) : batch;
  }

  private static Set<String> kept(Set<String> batch, String payload) {
    JsonNode answer;
    try {
      answer = JsonMapper.shared().readTree(payload);
    } catch (JacksonException e) {
      return batch;
    }
    if (isNothing(answer)) {
      return Set.of();
    }
    if (!answer.isObject()) {
      return batch;
    }
    JsonNode failures = answer.path("batchItemFailures");
    if (isNothing(failures)) {
      return Set.of();
    }
    if (!failures.isArray()) {
      return batch;
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      // one that names no message of the batch puts the whole answer in doubt
      if (!batch.contains(failure.path("itemIdentifier").asString(""))) {
        return batch;
      }
      failed.add(failure.path("itemIdentifier").asString());
    }
    return failed;
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
