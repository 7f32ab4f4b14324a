package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real backup tools did to S3, from the events to what Icinga is told. */
class RecordedArchivesTest {
  private static final String BUCKET = "recorded";
  private static final Duration GRACE_OVER = Duration.ofMinutes(11);

  private final List<PassiveResult> told = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"wale-gap", "walg-gap"})
  void endsCriticalWithTheVerySegmentThatWasDeleted(String name) {
    checkAfter(name, GRACE_OVER);

    assertThat(told.getLast().state()).isEqualTo(Severity.CRITICAL);
    assertThat(told.getLast().output())
        .startsWith("CRITICAL: WAL segment 000000010000000000000006 was deleted")
        .contains("000000010000000000000006 was deleted at 2026-11-22 14:")
        .contains("AWS:AIDAEXAMPLE");
    assertThat(told.getLast().performanceData()).contains("missing_segments=1;;;0");
    assertThat(told.getFirst().state()).isEqualTo(Severity.OK);
  }

  @Test
  void namesTheBaseBackupThatNeverFinishedAlthoughALaterOneDid() {
    checkAfter("wale-backup-interrupted", Duration.ofHours(25));

    assertThat(told.getFirst().state()).isEqualTo(Severity.WARNING);
    assertThat(told.getFirst().output())
        .startsWith(
            "WARNING: base backup base_000000010000000000000008_00000040 was begun 25 h ago and"
                + " never finished");
    assertThat(told.getLast().performanceData()).contains("missing_segments=0;;;0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wale-backup-interrupted",
        "wale-normal",
        "wale-retention-delete",
        "wale-timeline-switch",
        "walg-delta",
        "walg-normal",
        "walg-timeline-switch"
      })
  void endsWithoutAnyGap(String name) {
    checkAfter(name, GRACE_OVER);

    assertThat(told).hasSize(2).allMatch(result -> result.state() == Severity.OK);
    assertThat(told.getLast().performanceData()).contains("missing_segments=0;;;0");
  }

  /** Plays a whole trace through the entry point and checks its cluster once. */
  private void checkAfter(String name, Duration later) {
    var trace = RecordArrivalsTrace.load(name, BUCKET);
    var ledger = new InMemoryLedger();
    var listing = trace.listing(ChronoUnit.SECONDS);
    var failed = new RecordArrivalsHarness(ledger, listing).deliver(trace.notifications());
    assertThat(failed).isEmpty();

    // a trace has no bodies: what they tell has to be inferred
    var run =
        CheckRuns.on(
            ledger, listing, (_, _, _) -> Optional.empty(), this::deliver, Optional.empty());
    assertThat(run.run(endOf(trace).plus(later)).clusters())
        .allMatch(it -> it.failures().isEmpty());
  }

  private static Instant endOf(RecordArrivalsTrace trace) {
    return trace.mutations().getLast().at();
  }

  private IcingaDelivery deliver(PassiveResult result) {
    if (!result.host().equals("walwatch")) {
      told.add(result);
    }
    return new IcingaDelivery.Delivered();
  }
}
