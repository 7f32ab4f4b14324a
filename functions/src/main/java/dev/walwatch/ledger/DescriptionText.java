package dev.walwatch.ledger;

import dev.walwatch.ledger.Description.Meaning;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One description as one string in its item: the arrival it is of, {@link ObjectCode}, what kind of
 * meaning, and the meaning, divided by spaces.
 *
 * @param millis the arrival, milliseconds since 1970
 * @param code which object of the item; holds no space
 * @param kind which meaning
 * @param rest the meaning
 */
record DescriptionText(long millis, String code, String kind, String rest) {
  private static final String HISTORY = "history";
  private static final String SENTINEL = "sentinel";
  private static final String METADATA = "metadata";
  private static final String VERSION = "version";
  private static final String ABSENT = "absent";
  private static final String UNREADABLE = "unreadable";
  private static final int LONGEST_REASON = 200;

  static DescriptionText of(Description description) {
    return of(
        description.arrived().toEpochMilli(),
        ObjectCode.of(description.object()),
        description.meaning());
  }

  private static DescriptionText of(long millis, String code, Meaning meaning) {
    return switch (meaning) {
      case Meaning.History(var history) ->
          new DescriptionText(millis, code, HISTORY, switches(history));
      case Meaning.Sentinel(var content) ->
          new DescriptionText(millis, code, SENTINEL, BackupFields.of(content).toString());
      case Meaning.Metadata(var content) ->
          new DescriptionText(millis, code, METADATA, BackupFields.of(content).toString());
      case Meaning.ServerVersion(var number) ->
          new DescriptionText(millis, code, VERSION, Integer.toString(number));
      case Meaning.Absent() -> new DescriptionText(millis, code, ABSENT, "");
      case Meaning.Unreadable(var reason) ->
          new DescriptionText(millis, code, UNREADABLE, tame(reason));
    };
  }

  private static String tame(String reason) {
    var printable = reason.replaceAll("[^ -~]", "?");
    return printable.substring(0, Math.min(printable.length(), LONGEST_REASON));
  }

  private static String switches(TimelineHistory history) {
    return history.switches().stream()
        .map(step -> step.left().id() + ":" + step.at())
        .collect(Collectors.joining(" "));
  }

  /** Reads a string of an item; empty when it is of no form that this version knows. */
  static Optional<DescriptionText> find(String text) {
    var fields = text.split(" ", 4);
    return fields.length == 4 && fields[0].matches("\\d{1,18}")
        ? Optional.of(
            new DescriptionText(Long.parseLong(fields[0]), fields[1], fields[2], fields[3]))
        : Optional.empty();
  }

  String encode() {
    return millis + " " + code + " " + kind + " " + rest;
  }

  /**
   * Returns what it means; empty when this version does not know that.
   *
   * @param item the item that it stands in
   */
  Optional<Meaning> meaning(LedgerItem item) {
    try {
      return switch (kind) {
        case HISTORY ->
            item instanceof LedgerItem.History(var timeline)
                ? Optional.of(new Meaning.History(history(timeline)))
                : Optional.empty();
        case SENTINEL ->
            Optional.of(new Meaning.Sentinel(BackupFields.sentinel(FieldText.parse(rest))));
        case METADATA ->
            Optional.of(new Meaning.Metadata(BackupFields.metadata(FieldText.parse(rest))));
        case VERSION -> Optional.of(new Meaning.ServerVersion(Integer.parseInt(rest)));
        case ABSENT -> Optional.of(new Meaning.Absent());
        case UNREADABLE -> Optional.of(new Meaning.Unreadable(rest));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | DateTimeException strange) {
      // another version wrote it: the object is read again
      return Optional.empty();
    }
  }

  private TimelineHistory history(Timeline timeline) {
    return new TimelineHistory(
        timeline,
        Stream.of(rest.split(" ", -1))
            .filter(step -> !step.isEmpty())
            .map(step -> step.split(":", 2))
            .map(
                step ->
                    new TimelineHistory.Switch(
                        new Timeline(Long.parseLong(step[0])), Lsn.parse(step[1])))
            .toList());
  }
}
