package dev.walwatch.verdict;

import java.util.Arrays;
import java.util.Optional;

/** What silence of a cluster's WAL means: an idle server archives nothing for days (rule D15). */
public enum WalExpectation {
  /** {@code archive_timeout} is set, so WAL comes all the time and silence is stale. */
  STEADY("steady"),
  /** Silence is fine: the proof of life is the next base backup, whose own WAL must come. */
  IDLE_OK("idle-ok"),
  /** Silence is compared with the same hours of the past two weeks. */
  LEARN("learn");

  private final String id;

  WalExpectation(String id) {
    this.id = id;
  }

  /** Returns the word that people write. */
  public String id() {
    return id;
  }

  /** Finds an expectation by its word. */
  public static Optional<WalExpectation> find(String word) {
    return Arrays.stream(values()).filter(one -> one.id.equals(word)).findFirst();
  }
}
