package dev.walwatch.standins;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of a {@code Publish} call, and the checks SNS makes of them.
 *
 * @param parameters as sent, by name
 */
record SnsPublishRequest(Map<String, String> parameters) {

  /** Message and attributes together, in UTF-8 bytes. */
  static final int MAX_BYTES = 262_144;

  /** Of the subject, in characters. */
  static final int MAX_SUBJECT = 99;

  private static final Pattern ATTRIBUTE_NAME =
      Pattern.compile("(?!(?i:aws|amazon)\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Set<String> ATTRIBUTE_TYPES =
      Set.of("String", "String.Array", "Number", "Binary");

  /** The message, if SNS would take it; {@code topics} are the ARNs it knows. */
  PublishedMessage accepted(String messageId, Set<String> topics) throws SnsRefusal {
    String topic = topic(topics);
    String message = parameters.getOrDefault("Message", "");
    if (message.isEmpty()) {
      throw SnsRefusal.invalidParameter("Empty message");
    }
    String subject = parameters.get("Subject");
    checkSubject(subject);
    Map<String, String> attributes = attributes();
    if (bytes(message) + attributeBytes() > MAX_BYTES) {
      throw SnsRefusal.invalidParameter("Message too long");
    }
    boolean structured = structured(message);
    return new PublishedMessage(messageId, topic, subject, message, structured, attributes);
  }

  private String topic(Set<String> topics) throws SnsRefusal {
    String arn = parameters.getOrDefault("TopicArn", parameters.getOrDefault("TargetArn", ""));
    if (arn.isEmpty()) {
      throw SnsRefusal.invalidParameter(
          "TopicArn or TargetArn Reason: no value for required parameter");
    }
    int elements = arn.split(":", -1).length;
    if (elements < 6 || !arn.startsWith("arn:")) {
      throw SnsRefusal.invalidParameter(
          "TopicArn Reason: An ARN must have at least 6 elements, not " + elements);
    }
    if (!topics.contains(arn)) {
      throw SnsRefusal.unknownTopic();
    }
    return arn;
  }

  private static void checkSubject(@Nullable String subject) throws SnsRefusal {
    if (subject == null) {
      return;
    }
    boolean legal =
        !subject.isEmpty()
            && subject.length() <= MAX_SUBJECT
            && subject.chars().allMatch(c -> c >= ' ' && c <= '~')
            && subject.charAt(0) != ' ';
    if (!legal) {
      throw SnsRefusal.invalidParameter("Subject");
    }
  }

  private boolean structured(String message) throws SnsRefusal {
    String structure = parameters.get("MessageStructure");
    if (structure == null) {
      return false;
    }
    if (!structure.equals("json")) {
      throw SnsRefusal.invalidParameter("MessageStructure");
    }
    JsonNode texts;
    try {
      texts = JsonMapper.shared().readTree(message);
    } catch (JacksonException e) {
      throw SnsRefusal.invalidParameter("Message Structure - JSON message body failed to parse");
    }
    if (!texts.path("default").isString()) {
      throw SnsRefusal.invalidParameter(
          "Message Structure - No default entry in JSON message body");
    }
    return true;
  }

  private Map<String, String> attributes() throws SnsRefusal {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int n = 1; parameters.containsKey(entry(n) + "Name"); n++) {
      String name = parameters.getOrDefault(entry(n) + "Name", "");
      String type = parameters.getOrDefault(entry(n) + "Value.DataType", "");
      String value =
          parameters.getOrDefault(
              entry(n) + (type.equals("Binary") ? "Value.BinaryValue" : "Value.StringValue"), "");
      checkAttribute(name, type, value);
      if (attributes.put(name, value) != null) {
        throw SnsRefusal.invalidAttribute("Message attribute '%s' is given twice".formatted(name));
      }
    }
    return attributes;
  }

  private static void checkAttribute(String name, String type, String value) throws SnsRefusal {
    if (name.length() > 256 || !ATTRIBUTE_NAME.matcher(name).matches()) {
      throw SnsRefusal.invalidAttribute("Invalid message attribute name '%s'".formatted(name));
    }
    if (!ATTRIBUTE_TYPES.contains(type)) {
      throw SnsRefusal.invalidAttribute(
          "The message attribute '%s' has an invalid message attribute type '%s'"
              .formatted(name, type));
    }
    if (value.isEmpty()) {
      throw SnsRefusal.invalidAttribute(
          ("The message attribute '%s' must contain non-empty message attribute value"
                  + " for message attribute type '%s'")
              .formatted(name, type));
    }
    if (type.equals("Number") && !isNumber(value)) {
      throw SnsRefusal.invalidAttribute(
          "Could not cast message attribute '%s' value to number".formatted(name));
    }
    if (type.equals("String.Array") && !isArray(value)) {
      throw SnsRefusal.invalidAttribute(
          "The message attribute '%s' is not a JSON array".formatted(name));
    }
  }

  private static boolean isNumber(String value) {
    try {
      return new BigDecimal(value).scale() <= 5;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isArray(String value) {
    try {
      return JsonMapper.shared().readTree(value).isArray();
    } catch (JacksonException e) {
      return false;
    }
  }

  private int attributeBytes() {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getKey().startsWith("MessageAttributes."))
        .mapToInt(parameter -> bytes(parameter.getValue()))
        .sum();
  }

  private static String entry(int n) {
    return "MessageAttributes.entry." + n + ".";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
