package dev.walwatch.report;

/** A message as one SMS: the verdict, and the whole name of the cluster where there is room. */
public final class SmsText {

  /** What fits into one SMS whatever the alphabet: SNS splits at 140 bytes. */
  private static final int LIMIT = 140;

  private SmsText() {}

  /** Returns one line of printable ASCII of at most 140 characters. */
  public static String of(Message message) {
    var verdict = "walwatch: " + MessageWords.verdict(message);
    var whole = verdict + " (" + message.cluster() + ")";
    return PlainText.asciiLine(whole.length() <= LIMIT ? whole : verdict, LIMIT);
  }
}
