package dev.walwatch.lambda;

import org.crac.Context;
import org.crac.Resource;

/**
 * A function that may be run from a snapshot, as Lambda's SnapStart does: before the snapshot is
 * taken it rehearses, so that the classes that its work needs are in it. Elsewhere nothing is
 * rehearsed.
 *
 * <p>Many machines wake up from one snapshot, much later. What a function keeps from its start must
 * hold for all of them, so a clock is asked, secrets and credentials are read and connections are
 * opened at work, and nothing is drawn by lot.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda:
 *     runtime hooks of Java</a>
 */
interface Primed extends Resource {

  /** Does the work once on nothing. No call leaves the process, and nothing of it is kept. */
  void rehearse();

  /** Rehearses. What it throws ends the deployment of this version, before anybody relies on it. */
  @Override
  default void beforeCheckpoint(Context<? extends Resource> context) {
    rehearse();
    System.out.println("rehearsed for the snapshot");
  }

  /** Does nothing: whatever must be fresh is read at work. */
  @Override
  default void afterRestore(Context<? extends Resource> context) {}
}
