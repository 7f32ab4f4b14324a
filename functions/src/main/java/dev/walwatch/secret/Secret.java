package dev.walwatch.secret;

/**
 * A text that must not be seen: it shows itself only to who asks for it by {@link #reveal()}.
 *
 * @param reveal the text itself
 */
public record Secret(String reveal) {

  /** Returns three stars, whatever the secret is. */
  @Override
  public String toString() {
    return "***";
  }
}
