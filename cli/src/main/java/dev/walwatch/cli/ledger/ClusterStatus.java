package dev.walwatch.cli.ledger;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.alert.AlertFacts;
import dev.walwatch.alert.AlertState;
import dev.walwatch.alert.ServiceState;
import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.lambda.CheckFacts;
import dev.walwatch.lambda.MemoryFacts;
import dev.walwatch.lambda.MessageFacts;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the ledger knows of one cluster, its WAL left out.
 *
 * @param services how each service was last found; always all of them
 * @param lastCheck when it was last judged; empty when that is not known, as without any WAL
 * @param newestBackup the newest complete base backup
 * @param newestWal when WAL last came, as of the last check
 * @param listed whether the archive was listed as a whole at least once
 * @param unsent how many messages were decided on and have not reached anybody yet
 * @param silences those that are not over, by their beginning
 * @param acknowledged the gaps that somebody took note of
 * @param settings its own settings
 * @param failures what could not be read of it, a line each
 */
record ClusterStatus(
    ClusterId cluster,
    List<ServiceStatus> services,
    Optional<Instant> lastCheck,
    Optional<BaseBackup> newestBackup,
    Optional<Instant> newestWal,
    boolean listed,
    long unsent,
    List<Silencing> silences,
    List<Acknowledgement> acknowledged,
    Map<String, String> settings,
    List<String> failures) {

  /**
   * One service.
   *
   * @param name its name in Icinga
   * @param state what it was last found to be; empty when it was never judged
   * @param alert what people were told
   * @param telling what there is to say of that
   */
  record ServiceStatus(
      Service service,
      String name,
      Optional<ServiceState> state,
      AlertState alert,
      Telling telling) {

    Severity severity() {
      return state.map(ServiceState::severity).orElse(Severity.UNKNOWN);
    }
  }

  static ClusterStatus of(ClusterId cluster, ClusterLedger known, Instant now) {
    var noted = SilencingFacts.read(known.silences().facts());
    var silences = noted.silences().stream().filter(one -> !one.isOver(now)).toList();
    var acknowledged = AcknowledgementFacts.read(known.acknowledged().facts());
    var checked = Checked.of(known);
    boolean isSilent = silences.stream().anyMatch(one -> one.holds(now));
    return new ClusterStatus(
        cluster,
        Arrays.stream(Service.values())
            .map(service -> service(service, checked, known, isSilent))
            .toList(),
        checked.memory().pace().seen().keySet().stream().max(Comparator.naturalOrder()),
        known.backups().stream()
            .filter(BaseBackup::isComplete)
            .max(Comparator.comparing(backup -> backup.finishedAt().orElseThrow())),
        checked.memory().growth().values().stream()
            .map(Memory.Growth::grewAt)
            .max(Comparator.naturalOrder()),
        known.sweep().isListed(),
        known.alerts().facts().keySet().stream().filter(MessageFacts::isOne).count(),
        silences,
        acknowledged.gaps(),
        known.policy(),
        Stream.of(noted.failures(), acknowledged.failures(), checked.failures())
            .flatMap(List::stream)
            .toList());
  }

  private static ServiceStatus service(
      Service service, Checked checked, ClusterLedger known, boolean isSilent) {
    var state = Optional.ofNullable(checked.states().get(service));
    var alert = AlertFacts.read(service.id(), known.alerts().facts());
    return new ServiceStatus(
        service, name(service, known.policy()), state, alert, Telling.of(state, alert, isSilent));
  }

  private static String name(Service service, Map<String, String> settings) {
    var setting =
        switch (service) {
          case BASE_BACKUP -> "icinga.backup-service";
          case WAL_ARCHIVING -> "icinga.wal-service";
        };
    return settings.getOrDefault(setting, service.runbookName());
  }

  /** What the checker saved. */
  private record Checked(Map<Service, ServiceState> states, Memory memory, List<String> failures) {

    static Checked of(ClusterLedger known) {
      var facts = known.state().facts();
      try {
        return new Checked(CheckFacts.serviceStates(facts), MemoryFacts.read(facts), List.of());
      } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
        return new Checked(
            Map.of(), Memory.NONE, List.of("what the checker saved cannot be read: " + e));
      }
    }
  }

  /** Returns the worst state of its services. */
  Severity severity() {
    return Severity.worst(services.stream().map(ServiceStatus::severity).toList());
  }

  /** Returns the worst state of all. */
  static Severity worst(List<ClusterStatus> all) {
    return Severity.worst(all.stream().map(ClusterStatus::severity).toList());
  }
}
