package dev.walwatch.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What became of a message that was posted to a Slack incoming webhook. */
public sealed interface SlackDelivery {

  /** Returns the outcome's name for logs and metrics, lower case words; it stays the same. */
  String name();

  /** Returns what happened and, where something is to be done, what: sentences for a log line. */
  String sentence();

  /** Slack has it. */
  record Delivered() implements SlackDelivery {
    @Override
    public String name() {
      return "delivered";
    }

    @Override
    public String sentence() {
      return "Slack has the message.";
    }
  }

  /**
   * Too many messages: Slack takes about one a second for each webhook.
   *
   * @param retryAfter how long to wait
   */
  record RateLimited(Duration retryAfter) implements SlackDelivery {
    @Override
    public String name() {
      return "rate-limited";
    }

    @Override
    public String sentence() {
      return "Slack takes no more messages for %d s: too many were posted."
          .formatted(retryAfter.toSeconds());
    }
  }

  /**
   * Slack cannot serve at this moment.
   *
   * @param status an HTTP status of 500 or more
   */
  record ServerTrouble(int status) implements SlackDelivery {
    @Override
    public String name() {
      return "server-trouble";
    }

    @Override
    public String sentence() {
      return "Slack answers HTTP %d: see its status page.".formatted(status);
    }
  }

  /**
   * There was no connection, or it broke before the answer.
   *
   * @param reason what happened, in words that hold nothing of the address
   */
  record Unreachable(String reason) implements SlackDelivery {
    @Override
    public String name() {
      return "unreachable";
    }

    @Override
    public String sentence() {
      return "Slack cannot be reached: %s. Check that walwatch has a way out to the internet."
          .formatted(reason);
    }
  }

  /**
   * Nothing came in time; whether Slack has the message is not known.
   *
   * @param patience how long was waited
   */
  record TimedOut(Duration patience) implements SlackDelivery {
    @Override
    public String name() {
      return "timed-out";
    }

    @Override
    public String sentence() {
      return "Slack gave no answer within %d ms. Check that walwatch has a way out to the internet."
          .formatted(patience.toMillis());
    }
  }

  /**
   * Slack does not want this message, or none from this webhook: the same again will not do.
   *
   * @param status the HTTP status
   * @param word what Slack calls the reason; empty when it said none
   */
  record Refused(int status, String word) implements SlackDelivery {

    /** Slack's words for an address that is not valid, or no longer. */
    private static final Set<String> ABOUT_THE_ADDRESS =
        Set.of("invalid_token", "no_service", "no_service_id", "no_active_hooks");

    private static final String NEW_WEBHOOK =
        "make a new webhook and put its address where the setting points";
    private static final String OTHER_CHANNEL = "make a webhook for a channel that is there";
    private static final String REPORT = "report it to walwatch, with the message's id";

    /** Slack's words, and what to do. */
    private static final Map<String, String> WAYS_OUT =
        Map.ofEntries(
            Map.entry("invalid_token", NEW_WEBHOOK),
            Map.entry("no_service", NEW_WEBHOOK),
            Map.entry("no_service_id", NEW_WEBHOOK),
            Map.entry("no_active_hooks", NEW_WEBHOOK),
            Map.entry("channel_not_found", OTHER_CHANNEL),
            Map.entry("channel_is_archived", OTHER_CHANNEL),
            Map.entry("user_not_found", OTHER_CHANNEL),
            Map.entry("action_prohibited", "ask an administrator of the workspace to allow it"),
            Map.entry(
                "posting_to_general_channel_denied",
                "ask an administrator of the workspace to allow it, or use another channel"),
            Map.entry("no_team", "the workspace is gone: use a webhook of another"),
            Map.entry("team_disabled", "the workspace is switched off: use a webhook of another"),
            Map.entry("invalid_payload", REPORT),
            Map.entry("invalid_blocks", REPORT),
            Map.entry("invalid_attachments", REPORT),
            Map.entry("msg_blocks_too_long", REPORT),
            Map.entry("too_many_attachments", REPORT),
            Map.entry("no_text", REPORT));

    @Override
    public String name() {
      return word.isEmpty() ? "refused" : word;
    }

    @Override
    public String sentence() {
      return "Slack refuses the message with HTTP %d%s: %s."
          .formatted(
              status,
              word.isEmpty() ? "" : ", " + word,
              WAYS_OUT.getOrDefault(
                  word, "check that the setting points to the address of an incoming webhook"));
    }

    /** Returns whether another address may do what this one does not. */
    boolean isAboutTheAddress() {
      return ABOUT_THE_ADDRESS.contains(word)
          || (word.isEmpty() && Set.of(403, 404, 410).contains(status));
    }
  }
}
