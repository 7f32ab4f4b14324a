package dev.walwatch.delivery;

/** The monitoring system, for as long as the process lives. */
public interface PassiveCheckService {

  /**
   * Returns where the results of one run go: what the run learns, such as which endpoint serves and
   * that it is in vain, ends with it. A new run ends the one before, whose results are all in.
   *
   * <p>The submitter is safe for use by several threads.
   */
  PassiveCheckSubmitter forOneRun();
}
