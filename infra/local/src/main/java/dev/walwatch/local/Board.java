package dev.walwatch.local;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.lambda.CheckFacts;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.local.icinga.IcingaSide;
import dev.walwatch.local.screen.ServiceLine;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of every cluster: read from the ledger after each check, and from Icinga. */
final class Board {

  private record Place(ClusterId cluster, Service service) {}

  private final Ledger ledger;
  private final IcingaSide icinga;
  private List<ServiceLine> lines = List.of();

  Board(Ledger ledger, IcingaSide icinga) {
    this.ledger = ledger;
    this.icinga = icinga;
  }

  /** Makes sure that Icinga knows every cluster there is. */
  void introduceClusters() {
    for (var cluster : ledger.clusters()) {
      icinga.ensureHost(host(cluster, ledger.read(cluster)));
    }
  }

  /** Reads everything anew and returns what has changed. */
  List<Transition> refresh(Instant at) {
    var before =
        lines.stream()
            .collect(
                Collectors.toMap(
                    line -> new Place(line.cluster(), line.service()),
                    line -> line.state().severity()));
    lines = read();
    return lines.stream()
        .map(line -> transition(at, line, before))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns what was read last, sorted by cluster. */
  List<ServiceLine> lines() {
    return lines;
  }

  private List<ServiceLine> read() {
    var read = new ArrayList<ServiceLine>();
    for (var cluster : ledger.clusters()) {
      var known = ledger.read(cluster);
      CheckFacts.serviceStates(known.state().facts())
          .forEach(
              (service, state) ->
                  read.add(
                      new ServiceLine(
                          cluster,
                          service,
                          state,
                          icinga.stateOf(host(cluster, known), service.runbookName()))));
    }
    return List.copyOf(read);
  }

  private static Optional<Transition> transition(
      Instant at, ServiceLine line, Map<Place, Severity> states) {
    var before = Optional.ofNullable(states.get(new Place(line.cluster(), line.service())));
    return before.filter(severity -> severity == line.state().severity()).isPresent()
        ? Optional.empty()
        : Optional.of(new Transition(at, line.cluster(), line.service(), before, line.state()));
  }

  private static String host(ClusterId cluster, ClusterLedger known) {
    return PolicySettings.icingaHost(known.policy()).orElse(cluster.shortName());
  }
}
