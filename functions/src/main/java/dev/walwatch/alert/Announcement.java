package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that people are to be told, of one subject or of several together.
 *
 * @param id what no other announcement has
 * @param story what all announcements about the same trouble have in common
 * @param severity the worst of the members, or OK when they have recovered
 * @param code what it is; of a recovery what is there instead
 * @param begun since when it is so, or was so
 * @param opening how the story was told first; empty in the announcement that does
 * @param members whom it is about, sorted; of a recovery those that recovered
 * @param together of how many the story was in the beginning
 * @param remaining those of the story that have not recovered
 */
public record Announcement(
    String id,
    String story,
    News news,
    Severity severity,
    String code,
    Instant begun,
    Optional<Told.Opening> opening,
    List<Subject> members,
    int together,
    List<Subject> remaining) {

  public Announcement {
    members = List.copyOf(members);
    remaining = List.copyOf(remaining);
  }

  /** Returns whether it is about several subjects at once. */
  public boolean isOfMany() {
    return together >= Bulletin.MANY;
  }
}
