package dev.walwatch.cli.ledger;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.alert.Silencing;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.ledger.ClusterStatus.ServiceStatus;
import dev.walwatch.report.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All clusters, a line for each of them or for each of their services. */
final class FleetText {
  private static final String UNKNOWN = "-";

  private FleetText() {}

  /** Returns a line for each cluster. */
  static List<String> clusters(List<ClusterStatus> all, Instant now) {
    var columns = new Columns("CLUSTER", "BACKUP", "WAL", "NEWEST BACKUP", "NEWEST WAL");
    for (var one : all) {
      columns.row(
          Names.url(one.cluster()),
          state(one.services().getFirst()),
          state(one.services().getLast()),
          age(one.newestBackup().flatMap(backup -> backup.finishedAt()), now),
          age(one.newestWal(), now));
    }
    return columns.lines();
  }

  /** Returns a line for each service, and below what holds for a cluster as a whole. */
  static List<String> services(List<ClusterStatus> all, Instant now) {
    var columns = new Columns("CLUSTER", "SERVICE", "STATE", "SINCE", "PEOPLE", "WHAT");
    for (var one : all) {
      for (var service : one.services()) {
        columns.row(
            Names.url(one.cluster()),
            service.service().id(),
            state(service),
            service.state().map(state -> Spoken.moment(state.since())).orElse(UNKNOWN),
            service.telling() == Telling.NOTHING ? UNKNOWN : service.telling().id(),
            service.state().map(FleetText::what).orElseGet(() -> notJudged(one)));
      }
    }
    var lines = new ArrayList<>(columns.lines());
    var silent = all.stream().filter(one -> !one.silences().isEmpty()).toList();
    if (!silent.isEmpty()) {
      lines.add("");
      lines.add("Silences");
      silent.forEach(one -> lines.addAll(silences(one, now)));
    }
    return lines;
  }

  private static List<String> silences(ClusterStatus one, Instant now) {
    return one.silences().stream()
        .map(
            (Silencing silence) ->
                "  " + Names.url(one.cluster()) + " " + NoteWords.of(silence, now))
        .toList();
  }

  private static String state(ServiceStatus service) {
    return service.state().map(state -> state.severity().name()).orElse("NOT JUDGED");
  }

  /** The headline begins with the severity, which has a column of its own. */
  static String what(ServiceState state) {
    var severity = state.severity() + ": ";
    return state.headline().startsWith(severity)
        ? state.headline().substring(severity.length())
        : state.headline();
  }

  static String notJudged(ClusterStatus one) {
    return one.listed()
        ? "not judged yet: the next check does it"
        : "not judged yet: the archive is being listed for the first time";
  }

  private static String age(Optional<Instant> moment, Instant now) {
    return moment.map(at -> Spoken.span(Duration.between(at, now)) + " ago").orElse(UNKNOWN);
  }
}
