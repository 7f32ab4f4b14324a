package dev.walwatch.cli.ledger;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.Told;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.inspect.InspectJson;
import dev.walwatch.cli.ledger.ClusterStatus.ServiceStatus;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the ledger knows, for programs: docs/commands.md describes it, and programs rely on that.
 * What is not known is left out.
 */
final class StatusJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Instant now;

  StatusJson(Instant now) {
    this.now = now;
  }

  /** Returns all clusters. */
  String of(List<ClusterStatus> all, Optional<Instant> lastEvent) {
    var document = JSON.objectNode();
    document.put("at", now.toString());
    put(document, "lastEvent", lastEvent);
    document.put("state", ClusterStatus.worst(all).name());
    document.set("clusters", array(all, this::cluster));
    return InspectJson.text(document);
  }

  /** Returns one cluster with what the ledger tells of it at this moment. */
  String of(ClusterStatus one, Verdict verdict, Optional<Instant> lastEvent) {
    var node = cluster(one);
    InspectJson.addRestores(node, verdict);
    var document = JSON.objectNode();
    document.put("at", now.toString());
    put(document, "lastEvent", lastEvent);
    document.put("state", one.severity().name());
    document.set("clusters", JSON.arrayNode().add(node));
    return InspectJson.text(document);
  }

  private ObjectNode cluster(ClusterStatus one) {
    var node = JSON.objectNode();
    node.put("cluster", Names.url(one.cluster()));
    node.put("name", one.cluster().shortName());
    node.put("state", one.severity().name());
    node.put("listed", one.listed());
    node.put("unsentMessages", one.unsent());
    put(node, "lastCheck", one.lastCheck());
    node.set("services", array(one.services(), StatusJson::service));
    node.set("silences", array(one.silences(), this::silence));
    node.set("acknowledgements", array(one.acknowledged(), this::acknowledgement));
    var settings = JSON.objectNode();
    new TreeMap<>(one.settings()).forEach(settings::put);
    node.set("settings", settings);
    put(node, "newestBackup", one.newestBackup().map(backup -> backup.name()));
    put(node, "newestBackupAt", one.newestBackup().flatMap(backup -> backup.finishedAt()));
    put(node, "newestWalAt", one.newestWal());
    node.set("unreadable", array(one.failures(), JSON::stringNode));
    return node;
  }

  private static ObjectNode service(ServiceStatus service) {
    var node = JSON.objectNode();
    node.put("service", service.service().id());
    node.put("name", service.name());
    node.put("state", service.severity().name());
    service
        .state()
        .ifPresent(
            state -> {
              node.put("since", state.since().toString());
              node.put("headline", state.headline());
            });
    node.put("telling", service.telling().id());
    service.alert().told().ifPresent(told -> node.set("told", told(told)));
    return node;
  }

  private static ObjectNode told(Told told) {
    var node = JSON.objectNode();
    node.put("state", told.severity().name());
    node.put("at", told.at().toString());
    node.put("begun", told.begun().toString());
    node.put("story", told.story());
    return node;
  }

  private ObjectNode silence(Silencing silence) {
    var node = JSON.objectNode();
    node.put("from", silence.from().toString());
    node.put("until", silence.until().toString());
    node.put("by", silence.by());
    node.put("reason", silence.reason());
    node.put("holds", silence.holds(now));
    return node;
  }

  private ObjectNode acknowledgement(Acknowledgement gap) {
    var node = JSON.objectNode();
    node.put("first", gap.first().toString());
    node.put("last", gap.last().toString());
    put(node, "until", gap.until());
    node.put("by", gap.by());
    node.put("reason", gap.reason());
    node.put("holds", !Acknowledgements.isOver(gap, now));
    return node;
  }

  private static void put(ObjectNode node, String field, Optional<?> value) {
    value.ifPresent(known -> node.put(field, known.toString()));
  }

  private static <T> ArrayNode array(
      Collection<T> values, Function<? super T, ? extends JsonNode> as) {
    var array = JSON.arrayNode();
    values.forEach(value -> array.add(as.apply(value)));
    return array;
  }
}
