package dev.walwatch.ledger;

import dev.walwatch.archive.HistoryReading;
import dev.walwatch.archive.SmallFiles;
import dev.walwatch.ledger.Description.Meaning;

/** What the ledger keeps of what an object tells. */
final class ContentMeaning {
  /** What DynamoDB keeps in an item has to hold more than this. */
  private static final int MOST_SWITCHES = 5000;

  private ContentMeaning() {}

  static Meaning of(SmallFiles.Content content) {
    return switch (content) {
      case SmallFiles.Content.History(_, var reading) -> history(reading);
      case SmallFiles.Content.OfSentinel(_, var told) -> new Meaning.Sentinel(told);
      case SmallFiles.Content.OfMetadata(_, var told) -> new Meaning.Metadata(told);
      case SmallFiles.Content.Version(_, var version) -> new Meaning.ServerVersion(version);
      case SmallFiles.Content.Unreadable(var reason) -> new Meaning.Unreadable(reason);
    };
  }

  private static Meaning history(HistoryReading reading) {
    return switch (reading) {
      case HistoryReading.Known(var history) when history.switches().size() > MOST_SWITCHES ->
          new Meaning.Unreadable("longer than any that a cluster can have");
      case HistoryReading.Known(var history) -> new Meaning.History(history);
      case HistoryReading.Unreadable(var reason) -> new Meaning.Unreadable(reason);
    };
  }
}
