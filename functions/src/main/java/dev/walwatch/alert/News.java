package dev.walwatch.alert;

/** Why people are told something. */
public enum News {
  /** Something turned bad and stayed so. */
  PROBLEM("problem"),
  /** What is bad already became worse. */
  WORSE("worse"),
  /** It is as bad as before, but something else or something more is lost. */
  CHANGED("changed"),
  /** It is still bad, but no longer as bad. */
  BETTER("better"),
  /** It is still CRITICAL, and that was said long ago. */
  REMINDER("reminder"),
  /** What people were told of is over. */
  RECOVERY("recovery"),
  /** It changes again and again; nothing more is said until it is steady. */
  FLAPPING("flapping"),
  /** A person tries out the channels. */
  TEST("test");

  private final String id;

  News(String id) {
    this.id = id;
  }

  /** Returns the short name that stays: for attributes that subscribers filter by. */
  public String id() {
    return id;
  }
}
