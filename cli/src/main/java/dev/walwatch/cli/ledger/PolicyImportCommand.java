package dev.walwatch.cli.ledger;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code walwatch policy import}: the settings of many clusters from a file. */
@Command(
    name = "import",
    header = "Takes the settings of clusters from a YAML file.",
    description = {
      "",
      "A cluster in the file has exactly these settings then, and {} stands for none of its own;"
          + " clusters that are not in it keep theirs. All is checked before anything is written.",
      ""
    },
    footer = {
      "",
      "Example of a file:",
      "  s3://backups/main:",
      "    backup.critical: 8d",
      "    wal.expect: idle-ok",
      "  reports:",
      "    wal.grace: 30m",
      "",
      "Exit code: 0 when it is so, also when it was so before; 3 when not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PolicyImportCommand extends LedgerCommand {
  private static final int SHOWN = 20;

  @Parameters(paramLabel = "FILE", description = "The YAML file.")
  private @Nullable Path file;

  @Option(names = "--dry-run", description = "Show what would change, and write nothing.")
  private boolean dryRun;

  private Optional<PolicyFile> read = Optional.empty();

  PolicyImportCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  void check(Instant now) {
    if (file == null) {
      throw new IllegalArgumentException("name a FILE");
    }
    read = Optional.of(PolicyFile.read(file));
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var known = KnownClusters.of(ledger);
    var wanted = checked(known, read.orElseThrow());
    var clusters = List.copyOf(wanted.keySet());
    var before = Fleet.each(clusters, each -> ledger.read(each).policy());
    int changed = 0;
    for (int i = 0; i < clusters.size(); i++) {
      var cluster = clusters.get(i);
      var after = wanted.getOrDefault(cluster, Map.of());
      var changes = OwnSettings.changes(before.get(i), after);
      if (!changes.isEmpty()) {
        changed++;
        if (!dryRun) {
          ledger.savePolicy(cluster, after);
        }
      }
      // told once it is written: whoever reads it after a failure knows how far it came
      changes.forEach(change -> say(Names.url(cluster) + ": " + change));
      tellDoubts(known, cluster, after);
    }
    say(
        "%d of %s %s"
            .formatted(
                changed,
                Spoken.count(clusters.size(), "cluster"),
                dryRun ? "would be changed, nothing was written: --dry-run" : "changed"));
    return Severity.OK.exitCode();
  }

  private void tellDoubts(KnownClusters known, ClusterId cluster, Map<String, String> after) {
    var notes = new ArrayList<String>();
    if (!known.knows(cluster)) {
      notes.add("not known yet: the settings wait for its first event");
    }
    notes.addAll(OwnSettings.doubts(after));
    note(notes.stream().map(doubt -> Names.url(cluster) + ": " + doubt).toList());
  }

  /** Returns the settings by cluster, if all of them can be used. */
  private Map<ClusterId, Map<String, String>> checked(KnownClusters known, PolicyFile content) {
    var problems = new ArrayList<>(content.problems());
    var wanted = new LinkedHashMap<ClusterId, Map<String, String>>();
    for (var entry : content.clusters()) {
      try {
        var cluster = known.namedOrNew(entry.cluster());
        OwnSettings.check(entry.settings());
        if (wanted.put(cluster, entry.settings()) != null) {
          problems.add("line %d: %s is there twice".formatted(entry.line(), entry.cluster()));
        }
      } catch (BadPolicyException e) {
        var sentence = String.valueOf(e.getMessage());
        problems.add(
            "line %d: %s: %s".formatted(entry.lineOf(sentence), entry.cluster(), sentence));
      } catch (WalwatchException e) {
        problems.add("line %d: %s".formatted(entry.line(), e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      note(problems.stream().limit(SHOWN).map(problem -> file + ", " + problem).toList());
      throw new CannotUseLedgerException(
          "%s has %s: nothing was written"
              .formatted(file, Spoken.count(problems.size(), "problem")));
    }
    return wanted;
  }
}
