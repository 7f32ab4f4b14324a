package dev.walwatch.bench;

import java.util.Map;

/** A function that does nothing: what remains is the JVM and Lambda's runtime interface client. */
public final class NoOp {

  /** Returns nothing of interest. */
  public String answer(Map<String, Object> event) {
    return "";
  }
}
