package dev.walwatch.cli.ledger;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.lambda.MemoryFacts;
import dev.walwatch.ledger.ArchiveReader;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the ledger tells of a cluster at this moment, by the engine of the checker. Nothing is
 * written, and S3 is not asked: what is in doubt there stays in doubt here.
 *
 * @param notes what else there is to know of it
 */
record LedgerJudgement(Verdict verdict, List<String> notes) {

  static LedgerJudgement of(Ledger ledger, ClusterId cluster, ClusterLedger known, Instant now) {
    var archive = new ArchiveReader(ledger).read(cluster, known, Set.of()).archive();
    var memory = MemoryFacts.read(known.state().facts());
    var acknowledged = AcknowledgementFacts.read(known.acknowledged().facts()).gaps();
    try {
      var policy = PolicySettings.defaults().with(known.policy()).toPolicy();
      return new LedgerJudgement(
          Verdict.of(archive, memory, policy.acknowledging(acknowledged), now), List.of());
    } catch (BadPolicyException e) {
      var policy = PolicySettings.defaults().toPolicy();
      return new LedgerJudgement(
          Verdict.of(archive, memory, policy.acknowledging(acknowledged), now),
          List.of("its own settings cannot be used, so the defaults are: " + e.getMessage()));
    }
  }
}
