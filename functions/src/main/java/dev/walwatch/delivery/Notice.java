package dev.walwatch.delivery;

/**
 * One message to people who subscribed to walwatch's topic.
 *
 * @param subject what it is about, in one line; mail shows it as the subject
 * @param body the whole message, not blank
 * @param severity a word subscribers filter by, not blank
 * @param cluster the cluster concerned, not blank
 * @param service the service concerned, not blank
 */
public record Notice(String subject, String body, String severity, String cluster, String service) {

  /**
   * Checks what SNS would refuse: an empty message and an empty attribute.
   *
   * @throws IllegalArgumentException if the body, severity, cluster or service is blank
   */
  public Notice {
    requireText("body", body);
    requireText("severity", severity);
    requireText("cluster", cluster);
    requireText("service", service);
  }

  private static void requireText(String component, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "\"" + value + "\": the " + component + " of a notice must not be blank");
    }
  }
}
