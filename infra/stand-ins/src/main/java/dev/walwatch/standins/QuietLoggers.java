package dev.walwatch.standins;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an embedded server says about its daily work off the screen. A level that somebody
 * else has set is left alone.
 *
 * <p>The loggers must be held as long as they are to be quiet: {@code java.util.logging} forgets
 * the level of a logger that nobody refers to.
 */
final class QuietLoggers {

  private final List<Logger> held = new ArrayList<>();

  /** Lets through what is at least as grave as {@code threshold}. */
  QuietLoggers(Level threshold, String... names) {
    for (String name : names) {
      Logger logger = Logger.getLogger(name);
      @Nullable Level level = logger.getLevel();
      if (level == null) {
        logger.setLevel(threshold);
      }
      held.add(logger);
    }
  }

  /** The names of the loggers that are kept quiet. */
  List<String> names() {
    return held.stream().map(Logger::getName).toList();
  }
}
