package dev.walwatch.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ancestry of a timeline, as its history file tells it.
 *
 * @param timeline the timeline whose history this is
 * @param switches where each ancestor was left, oldest first; ids rise, but not one by one
 */
public record TimelineHistory(Timeline timeline, List<Switch> switches) {

  /**
   * The end of one ancestor in a history.
   *
   * @param left the timeline that was left
   * @param at the first position that no longer belongs to it
   */
  public record Switch(Timeline left, Lsn at) {}

  // sscanf "%u\t%X/%X" of readTimeLineHistory: any white space separates, each number takes all
  // the digits it finds, and what follows is a comment
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(\\d{1,10}+)\\s*([0-9A-Fa-f]{1,8}+/[0-9A-Fa-f]{1,8}+)(?![0-9A-Fa-f]).*",
          Pattern.DOTALL);

  public TimelineHistory {
    switches = List.copyOf(switches);
    long previous = 0;
    for (var step : switches) {
      if (step.left().id() <= previous) {
        throw new IllegalArgumentException(
            step.left() + " follows timeline " + previous + ": timeline ids must rise");
      }
      previous = step.left().id();
    }
    if (timeline.id() <= previous) {
      throw new IllegalArgumentException(
          previous + " is no ancestor of timeline " + timeline + ": its id must be lower");
    }
  }

  /** Returns the history of a timeline that has no history file: it has no ancestors (rule D6). */
  public static TimelineHistory none(Timeline timeline) {
    return new TimelineHistory(timeline, List.of());
  }

  /**
   * Reads a history file, as lenient as the server's own {@code readTimeLineHistory} (rule D6).
   *
   * @throws IllegalArgumentException with the line, where the server would refuse the file too
   */
  public static TimelineHistory parse(Timeline timeline, String text) {
    var switches = new ArrayList<Switch>();
    for (var line : text.lines().toList()) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      var fields = LINE.matcher(line);
      if (!fields.matches()) {
        throw new IllegalArgumentException(
            "\"" + line + "\" is not a line of a history file: timeline id, then switch point");
      }
      var left = new Timeline(Long.parseLong(fields.group(1)));
      switches.add(new Switch(left, Lsn.parse(fields.group(2))));
    }
    return new TimelineHistory(timeline, switches);
  }

  /** Returns the timeline that owns the byte at a position (rule D7). */
  public Timeline timelineAt(Lsn position) {
    for (var step : switches) {
      if (position.compareTo(step.at()) < 0) {
        return step.left();
      }
    }
    return timeline;
  }

  /** Returns where a timeline of this history begins, empty for the oldest and for strangers. */
  public Optional<Lsn> beginOf(Timeline member) {
    for (int i = 1; i <= switches.size(); i++) {
      var owner = i < switches.size() ? switches.get(i).left() : timeline;
      if (owner.equals(member)) {
        return Optional.of(switches.get(i - 1).at());
      }
    }
    return Optional.empty();
  }
}
