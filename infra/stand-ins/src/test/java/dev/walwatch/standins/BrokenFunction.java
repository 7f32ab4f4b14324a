package dev.walwatch.standins;

/** A function whose environment is not what it needs: its constructor throws. */
public final class BrokenFunction {

  public BrokenFunction() {
    throw new IllegalStateException("TABLE_NAME is not set");
  }

  public String handle(String event) {
    return event;
  }
}
