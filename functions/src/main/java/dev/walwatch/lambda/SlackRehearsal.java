package dev.walwatch.lambda;

import dev.walwatch.report.ChatJson;
import dev.walwatch.report.SlackPayload;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Makes a message for Slack, and posts none. */
final class SlackRehearsal {
  private SlackRehearsal() {}

  static void run() {
    ChatJson.read("{}");
    SlackPayload.of("rehearsal", "rehearsal");
    NoNetwork.client(SsmClient.builder()).getParameter(get -> get.name("rehearsal"));
  }
}
