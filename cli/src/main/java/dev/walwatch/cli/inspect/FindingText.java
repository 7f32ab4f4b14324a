package dev.walwatch.cli.inspect;

import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.BackupVerdict;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Verdict;
import java.util.List;

/** A placeholder until the words of one finding can be had. */
final class FindingText {
  private static final Policy ANY = PolicySettings.defaults().toPolicy();

  private FindingText() {}

  static String headline(Finding finding, Verdict of) {
    var alone =
        new Verdict(
            of.cluster(),
            of.at(),
            of.numbering(),
            of.live(),
            of.timelines(),
            of.gaps(),
            of.backups(),
            of.windows(),
            of.outlook(),
            new BackupVerdict(List.of(finding), of.backup().newest()),
            of.wal(),
            of.memory());
    var headline = ServiceReport.of(alone, ANY).getFirst().headline();
    return headline.substring(headline.indexOf(": ") + 2);
  }
}
