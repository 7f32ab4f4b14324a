package dev.walwatch.standins;

import java.io.Serial;

/** Why SNS would not take a message: its error code, HTTP status and words. */
final class SnsRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private SnsRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static SnsRefusal invalidParameter(String message) {
    return new SnsRefusal(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  static SnsRefusal invalidAttribute(String message) {
    return new SnsRefusal(400, "ParameterValueInvalid", message);
  }

  static SnsRefusal unknownAction(String action) {
    return new SnsRefusal(400, "InvalidAction", "Could not find operation " + action);
  }

  static SnsRefusal unknownTopic() {
    return new SnsRefusal(404, "NotFound", "Topic does not exist");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
