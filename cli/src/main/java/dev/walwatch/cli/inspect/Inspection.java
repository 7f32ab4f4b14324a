package dev.walwatch.cli.inspect;

import dev.walwatch.report.Runbook;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.List;

/** An archive and how it was judged. */
record Inspection(FoundArchive archive, Verdict verdict, List<ServiceReport> services) {

  static Inspection of(FoundArchive archive, Policy policy, Instant at) {
    var verdict = Verdict.of(archive.snapshot(), Memory.NONE, policy, at);
    return new Inspection(archive, verdict, ServiceReport.of(verdict, policy, Runbook.DEFAULT));
  }
}
