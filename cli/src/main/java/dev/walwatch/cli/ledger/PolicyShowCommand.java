package dev.walwatch.cli.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.inspect.InspectJson;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.BadPolicyException;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code walwatch policy show}: which settings hold, and where they come from. */
@Command(
    name = "show",
    header = "Shows the settings of a cluster, or those that clusters have of their own.",
    description = {
      "",
      "The deployment may have other defaults than the built-in ones: they are parameters of the"
          + " stack, in the environment of CheckClusters (WALWATCH_BACKUP_WARNING and so on), and"
          + " cannot be read from the table.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  walwatch policy show",
      "  walwatch policy show main",
      "",
      "Exit code: 0 when they could be read; 3 when not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PolicyShowCommand extends LedgerCommand {
  private static final String OWN = "own";
  private static final String BUILT_IN = "built-in default";
  private static final String NOTHING = "-";
  private static final List<String> CAVEAT =
      List.of("", "The deployment may have other defaults: they are parameters of the stack.");

  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER",
      description =
          "s3://BUCKET/PREFIX, which need not be known yet; of one that is, BUCKET/PREFIX or the"
              + " short name, too.")
  private @Nullable String cluster;

  @Option(names = "--json", description = "Report in JSON, for programs.")
  private boolean json;

  PolicyShowCommand(Workplace workplace) {
    super(workplace);
  }

  @Override
  int run(Ledger ledger, Instant now) {
    var known = KnownClusters.of(ledger);
    if (cluster == null) {
      all(ledger, known.all());
    } else {
      one(ledger, known.namedOrNew(cluster));
    }
    return Severity.OK.exitCode();
  }

  private void one(Ledger ledger, ClusterId chosen) {
    var own = ledger.read(chosen).policy();
    if (json) {
      print(List.of(InspectJson.text(node(chosen, own))));
    } else {
      var columns = new Columns("SETTING", "VALUE", "FROM");
      for (var name : names(own)) {
        var value = own.getOrDefault(name, fallback(name));
        columns.row(name, shown(value), own.containsKey(name) ? OWN : BUILT_IN);
      }
      print(columns.lines());
      print(CAVEAT);
    }
    try {
      OwnSettings.check(own);
    } catch (BadPolicyException e) {
      note(
          List.of(
              Names.url(chosen) + " cannot be judged with its own settings: " + e.getMessage()));
    }
  }

  private void all(Ledger ledger, List<ClusterId> clusters) {
    var own = Fleet.each(clusters, each -> ledger.read(each).policy());
    if (json) {
      var document = JsonNodeFactory.instance.objectNode();
      document.set("builtInDefaults", settings(PolicySettings.DEFAULTS));
      var array = document.putArray("clusters");
      for (int i = 0; i < clusters.size(); i++) {
        array.add(node(clusters.get(i), own.get(i)));
      }
      print(List.of(InspectJson.text(document)));
      return;
    }
    var defaults = new Columns("SETTING", "BUILT-IN DEFAULT");
    names(Map.of()).forEach(name -> defaults.row(name, shown(fallback(name))));
    print(defaults.lines());
    print(CAVEAT);
    var columns = new Columns("CLUSTER", "SETTING", "VALUE");
    for (int i = 0; i < clusters.size(); i++) {
      var name = Names.url(clusters.get(i));
      new TreeMap<>(own.get(i)).forEach((setting, value) -> columns.row(name, setting, value));
    }
    print(List.of(""));
    print(columns.lines().size() > 1 ? columns.lines() : List.of("No cluster has its own."));
  }

  private static ObjectNode node(ClusterId chosen, Map<String, String> own) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("cluster", Names.url(chosen));
    node.set("own", settings(own));
    var effective = new TreeMap<>(PolicySettings.DEFAULTS);
    effective.putAll(own);
    node.set("effective", settings(effective));
    return node;
  }

  private static ObjectNode settings(Map<String, String> settings) {
    var node = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(settings).forEach(node::put);
    return node;
  }

  private static Set<String> names(Map<String, String> own) {
    var names = new TreeSet<>(PolicySettings.DEFAULTS.keySet());
    names.addAll(own.keySet());
    return names;
  }

  private static String fallback(String name) {
    return PolicySettings.DEFAULTS.getOrDefault(name, "");
  }

  private static String shown(String value) {
    return value.isEmpty() ? NOTHING : value;
  }
}
