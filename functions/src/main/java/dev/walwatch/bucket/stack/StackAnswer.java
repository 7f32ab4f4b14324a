package dev.walwatch.bucket.stack;

import dev.walwatch.report.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What CloudFormation is told.
 *
 * @param succeeded whether the stack may go on
 * @param physicalId what the resource is called; another one than before would make CloudFormation
 *     delete that one
 * @param sentence why it failed, or what was done
 */
public record StackAnswer(boolean succeeded, String physicalId, String sentence) {
  /** CloudFormation takes no more. */
  static final int LIMIT_BYTES = 4096;

  /** In bytes: escaped, or in UTF-8, and in two places. Less is cut off at a time, not too much. */
  private static final int WIDEST_CHARACTER = 8;

  /**
   * Writes the answer to a request as JSON. A sentence that is too long is cut off.
   *
   * @return at most 4,096 bytes in UTF-8
   */
  public String json(StackRequest request) {
    String text = line();
    String json = json(request, text);
    for (int over = over(json); over > 0 && !text.isEmpty(); over = over(json)) {
      text =
          PlainText.startOf(
              text, Math.max(0, text.length() - Math.max(1, over / WIDEST_CHARACTER)));
      json = json(request, text);
    }
    return json;
  }

  /** Returns the sentence as one line that can be logged. */
  public String line() {
    return PlainText.oneLine(sentence, LIMIT_BYTES);
  }

  private static int over(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length - LIMIT_BYTES;
  }

  private String json(StackRequest request, String text) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("Status", succeeded ? "SUCCESS" : "FAILED");
    fields.put("Reason", text);
    fields.put("PhysicalResourceId", physicalId);
    for (var echoed : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
      fields.put(echoed, request.text(echoed));
    }
    // CloudFormation shows the reason of a failure alone: what was done is for an output
    fields.put("Data", succeeded ? Map.of("Note", text) : Map.of());
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
