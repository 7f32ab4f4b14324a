package dev.walwatch.delivery;

/** The four states of a service in Icinga, as a plugin tells them by its exit status. */
public enum ServiceState {
  /** All is well. */
  OK(0),
  /** Somebody should look when there is time. */
  WARNING(1),
  /** Somebody should look now. */
  CRITICAL(2),
  /** Nothing can be said. */
  UNKNOWN(3);

  private final int exitStatus;

  ServiceState(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** Returns the exit status of a plugin that means this state, 0 to 3. */
  public int exitStatus() {
    return exitStatus;
  }
}
