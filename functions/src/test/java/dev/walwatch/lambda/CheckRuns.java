package dev.walwatch.lambda;

import dev.walwatch.alert.AlertRules;
import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.delivery.MessagePublisher;
import dev.walwatch.delivery.PassiveCheckSubmitter;
import dev.walwatch.delivery.QueueDepths;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.report.Runbook;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the whole checker together on a bucket in memory. */
final class CheckRuns {
  private CheckRuns() {}

  static CheckRun on(Ledger ledger, FakeBucket bucket, PassiveCheckSubmitter icinga) {
    return on(ledger, bucket, bucket, icinga, Optional.empty());
  }

  static CheckRun on(
      Ledger ledger,
      ArchiveListing listing,
      ArchiveContents contents,
      PassiveCheckSubmitter icinga,
      Optional<MessagePublisher> publisher) {
    return on(ledger, listing, contents, icinga, publisher, _ -> new QueueDepth(0, 0));
  }

  static CheckRun on(
      Ledger ledger,
      ArchiveListing listing,
      ArchiveContents contents,
      PassiveCheckSubmitter icinga,
      Optional<MessagePublisher> publisher,
      QueueDepths queue) {
    return on(ledger, listing, contents, icinga, publisher, queue, FakeCanaries.none());
  }

  static CheckRun on(
      Ledger ledger,
      ArchiveListing listing,
      ArchiveContents contents,
      PassiveCheckSubmitter icinga,
      Optional<MessagePublisher> publisher,
      QueueDepths queue,
      CanaryCheck canaries) {
    return new CheckRun(
        ledger,
        new ClusterChecker(
            ledger,
            new FirstListing(ledger, new Sweeper(ledger, listing, FakeBucket.LAYOUT)),
            new ClusterCheck(ledger, listing, FakeBucket.LAYOUT, contents),
            PolicySettings.defaults(),
            Runbook.DEFAULT),
        () -> new IcingaResults(Optional.of(icinga), Duration.ofMinutes(5), Runbook.DEFAULT),
        new Messenger(publisher, new MessageWriter(Runbook.DEFAULT, Optional.empty())),
        new WatcherCheck(
            ledger, queue, Optional.of("https://queue"), List.of(), canaries, Runbook.DEFAULT),
        new WatcherService("walwatch", "walwatch"),
        AlertRules.DEFAULT);
  }
}
