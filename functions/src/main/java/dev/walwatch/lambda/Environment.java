package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.verdict.PolicySettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A function's settings: environment variables, which {@code infra/template.yaml} sets. */
final class Environment {
  /** The name of the ledger's table. */
  static final String TABLE = "WALWATCH_TABLE";

  /** The topic that state changes are published to; empty for none. */
  static final String TOPIC_ARN = "WALWATCH_TOPIC_ARN";

  /** How often the checker runs, such as {@code 5m}: from it comes how long a result holds. */
  static final String CHECK_INTERVAL = "WALWATCH_CHECK_INTERVAL";

  /** How often the newest part of an archive is compared with S3, such as {@code 1h}. */
  static final String RECONCILE_INCREMENTAL = "WALWATCH_RECONCILE_INCREMENTAL";

  /** How often all of an archive is compared with S3, such as {@code 1d}. */
  static final String RECONCILE_WHOLE = "WALWATCH_RECONCILE_WHOLE";

  /** The addresses of Icinga 2's API, separated by commas, the preferred first; empty for none. */
  static final String ICINGA_URL = "WALWATCH_ICINGA_URL";

  /**
   * The names in the certificates of those addresses, in the same order; empty, as a whole or
   * between two commas, for the host of the address.
   */
  static final String ICINGA_NODE_NAME = "WALWATCH_ICINGA_NODE_NAME";

  /** Whether hosts and services that Icinga lacks are created: {@code true} or {@code false}. */
  static final String ICINGA_CREATE = "WALWATCH_ICINGA_CREATE";

  /** Where the API user's credentials are: an SSM parameter's name, or {@code file:PATH}. */
  static final String ICINGA_CREDENTIALS = "WALWATCH_ICINGA_CREDENTIALS";

  /** Where the certificate of Icinga's CA is, as PEM: an SSM parameter's name, or a file. */
  static final String ICINGA_CA = "WALWATCH_ICINGA_CA";

  /** What the addresses of the runbook's pages begin with; empty for those of the project. */
  static final String RUNBOOK_URL = "WALWATCH_RUNBOOK_URL";

  /** The address of a search in the logs, with placeholders; empty for no links to logs. */
  static final String LOG_LINK = "WALWATCH_LOG_LINK";

  /** The host object that the watcher's own service belongs to. */
  static final String ICINGA_WATCHER_HOST = "WALWATCH_ICINGA_WATCHER_HOST";

  /** The watcher's own service. */
  static final String ICINGA_WATCHER_SERVICE = "WALWATCH_ICINGA_WATCHER_SERVICE";

  /** The address of the queue of S3's events; empty when nobody is to look how full it is. */
  static final String QUEUE_URL = "WALWATCH_QUEUE_URL";

  /** The addresses of the dead-letter queues, with commas between; empty to look at none. */
  static final String DEAD_LETTERS_URLS = "WALWATCH_DEAD_LETTERS_URLS";

  /** Where below an archive's prefix its canary lies, such as {@code walwatch/}; empty for none. */
  static final String CANARY_PREFIX = "WALWATCH_CANARY_PREFIX";

  /**
   * The objects that are put to see whether their events come back, {@code bucket/key} with commas
   * between; empty for none.
   */
  static final String CANARIES = "WALWATCH_CANARIES";

  /**
   * How often each of them is put, such as {@code 15m}, which is also what holds if it is empty.
   */
  static final String CANARY_INTERVAL = "WALWATCH_CANARY_INTERVAL";

  /** Where the address of the Slack webhook is: an SSM parameter's name, or a file. */
  static final String SLACK_WEBHOOK = "WALWATCH_SLACK_WEBHOOK";

  /** Where the address of a ping is that tells that runs end; empty for no ping. */
  static final String HEALTHCHECK = "WALWATCH_HEALTHCHECK";

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** Returns the settings of this process, and nothing else: Lambda puts credentials there, too. */
  static Environment ofProcess() {
    var own = new TreeMap<>(System.getenv());
    own.keySet().removeIf(name -> !name.startsWith("WALWATCH_"));
    return new Environment(own);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Returns what a variable lists with commas between; nothing when it is not set. */
  List<String> list(String name) {
    return find(name).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * Returns a variable that must be set.
   *
   * @throws WalwatchException naming it when it is not
   */
  String require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new WalwatchException(
                    name + " is not set: infra/template.yaml sets it for every function"));
  }

  /**
   * Returns the policy defaults of this deployment: {@code backup.warning} is read from {@code
   * WALWATCH_BACKUP_WARNING}, and so on.
   *
   * @throws dev.walwatch.verdict.BadPolicyException naming the setting that does not say what it
   *     should
   */
  PolicySettings policyDefaults() {
    var overrides = new TreeMap<String, String>();
    for (var setting : PolicySettings.DEFAULTS.keySet()) {
      find(variableOf(setting)).ifPresent(value -> overrides.put(setting, value));
    }
    var settings = PolicySettings.defaults().with(overrides);
    settings.toPolicy();
    return settings;
  }

  private static String variableOf(String setting) {
    return "WALWATCH_" + setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
