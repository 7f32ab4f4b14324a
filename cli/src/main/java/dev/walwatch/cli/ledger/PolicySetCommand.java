package dev.walwatch.cli.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code walwatch policy set}: settings of one cluster. */
@Command(
    name = "set",
    header = "Changes settings of a cluster; the others stay.",
    description = {"", "All are checked together before anything is written.", ""},
    footer = {
      "",
      "Examples:",
      "  walwatch policy set main wal.expect=idle-ok",
      "  walwatch policy set main backup.warning=5d backup.critical=8d",
      "  walwatch policy set main wal.expect=   # the default again",
      "",
      "Exit code: 0 when it is so, also when it was so before; 3 when not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PolicySetCommand extends LedgerCommand {
  @Parameters(
      index = "0",
      paramLabel = "CLUSTER",
      description =
          "s3://BUCKET/PREFIX, which need not be known yet; of one that is, BUCKET/PREFIX or the"
              + " short name, too.")
  private @Nullable String cluster;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "NAME=VALUE",
      description = "A setting, as walwatch policy show lists them. NAME= removes it.")
  private List<String> assignments = List.of();

  @Option(names = "--dry-run", description = "Show what would change, and write nothing.")
  private boolean dryRun;

  PolicySetCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  void check(Instant now) {
    changes();
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var known = KnownClusters.of(ledger);
    var chosen = known.namedOrNew(String.valueOf(cluster));
    var before = ledger.read(chosen).policy();
    var after = after(before);
    try {
      OwnSettings.check(after);
    } catch (BadPolicyException e) {
      throw new CannotUseLedgerException(e.getMessage() + "; nothing was written", e);
    }
    tell(chosen, OwnSettings.changes(before, after));
    if (!dryRun && !after.equals(before)) {
      ledger.savePolicy(chosen, after);
    }
    if (!known.knows(chosen)) {
      note(List.of(Names.url(chosen) + " is not known yet: the settings wait for its first event"));
    }
    note(OwnSettings.doubts(after));
    return Severity.OK.exitCode();
  }

  private void tell(ClusterId chosen, List<String> changes) {
    changes.forEach(change -> say(Names.url(chosen) + ": " + change));
    if (changes.isEmpty()) {
      say(Names.url(chosen) + ": all is so already");
    }
    if (dryRun) {
      note(List.of("nothing was written: --dry-run"));
    }
  }

  private Map<String, String> after(Map<String, String> before) {
    var after = new TreeMap<>(before);
    changes()
        .forEach(
            (name, value) -> {
              if (value.isEmpty()) {
                after.remove(name);
              } else {
                after.put(name, value);
              }
            });
    return after;
  }

  private Map<String, String> changes() {
    var changes = new TreeMap<String, String>();
    for (var assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            assignment + ": a setting is written as NAME=VALUE, such as wal.expect=idle-ok");
      }
      var name = assignment.substring(0, equals).strip();
      if (changes.put(name, assignment.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(name + " is set twice");
      }
    }
    return changes;
  }
}
