package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.Names;

import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.JudgedBackup;
import dev.walwatch.verdict.KnownTimeline;
import dev.walwatch.verdict.RecoveryWindow;
import dev.walwatch.verdict.RestoreOutlook;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report for programs: docs/inspect-json.md describes it, and programs rely on that. What is
 * not known is left out.
 */
final class InspectJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private InspectJson() {}

  static String of(Instant at, List<Inspection> inspections) {
    var document = JSON.objectNode();
    document.put("at", at.toString());
    document.set("clusters", array(inspections, InspectJson::cluster));
    return text(document);
  }

  static String text(JsonNode document) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  private static ObjectNode cluster(Inspection inspection) {
    var verdict = inspection.verdict();
    var node = JSON.objectNode();
    node.put("cluster", Names.url(verdict.cluster()));
    inspection.archive().tool().ifPresent(tool -> node.put("tool", tool.id()));
    node.put("segmentSizeBytes", verdict.numbering().size().bytes());
    node.put("state", verdict.severity().name());
    verdict.live().ifPresent(live -> node.put("liveTimeline", live.id()));
    node.set("timelines", array(verdict.timelines(), InspectJson::timeline));
    node.set("gaps", array(verdict.gaps(), InspectJson::gap));
    node.set("backups", array(verdict.backups(), InspectJson::backup));
    node.set("windows", array(verdict.windows(), InspectJson::window));
    verdict.outlook().ifPresent(outlook -> node.set("outlook", outlook(outlook)));
    node.set("findings", array(findings(verdict), it -> finding(it, verdict)));
    node.set("services", array(inspection.services(), InspectJson::service));
    return node;
  }

  private static ObjectNode timeline(KnownTimeline timeline) {
    var node = JSON.objectNode();
    node.put("timeline", timeline.timeline().id());
    timeline.parent().ifPresent(parent -> node.put("parent", parent.id()));
    put(node, "switchLsn", timeline.switchLsn());
    node.put("linked", timeline.linked().id());
    node.set("runs", array(timeline.runs(), InspectJson::run));
    return node;
  }

  private static ObjectNode run(KnownTimeline.Run run) {
    var node = JSON.objectNode();
    node.put("first", run.first().toString());
    node.put("last", run.last().toString());
    node.put("segments", run.segments());
    return node;
  }

  private static ObjectNode gap(Gap gap) {
    var node = JSON.objectNode();
    node.put("first", gap.first().toString());
    node.put("last", gap.last().toString());
    node.put("segments", gap.count());
    node.put("kind", gap.kind().id());
    node.put("severity", gap.severity().name());
    put(node, "lostFrom", gap.lostFrom());
    put(node, "lostTo", gap.lostTo());
    node.set("cuts", array(gap.cuts(), name -> JSON.stringNode(name.toString())));
    return node;
  }

  private static ObjectNode backup(JudgedBackup backup) {
    var node = JSON.objectNode();
    node.put("name", backup.backup().name().toString());
    node.put("state", backup.state().id());
    put(node, "start", backup.start());
    put(node, "stop", backup.stop());
    put(node, "finishedAt", backup.backup().finishedAt());
    if (!backup.reason().isBlank()) {
      node.put("reason", backup.reason());
    }
    return node;
  }

  private static ObjectNode window(RecoveryWindow window) {
    var node = JSON.objectNode();
    node.put("timeline", window.timeline().id());
    node.put("from", window.from().toString());
    put(node, "to", window.to());
    node.put("fromBackup", window.fromBackup().toString());
    node.put("lastSegment", window.lastSegment().toString());
    put(node, "fromLsn", window.fromLsn());
    node.put("toLsn", window.toLsn().toString());
    return node;
  }

  private static ObjectNode outlook(RestoreOutlook outlook) {
    var node = JSON.objectNode();
    node.put("fromBackup", outlook.fromBackup().toString());
    put(node, "newestMoment", outlook.newestMoment());
    node.put("segments", outlook.segments());
    node.put("walBytes", outlook.bytes());
    return node;
  }

  private static List<Finding> findings(Verdict verdict) {
    return Stream.concat(verdict.backup().findings().stream(), verdict.wal().findings().stream())
        .toList();
  }

  private static ObjectNode finding(Finding finding, Verdict verdict) {
    var node = JSON.objectNode();
    node.put("code", finding.code());
    node.put("severity", finding.severity().name());
    node.put("text", ServiceReport.headline(finding, verdict.at()));
    return node;
  }

  private static ObjectNode service(ServiceReport report) {
    var node = JSON.objectNode();
    node.put("service", report.service().runbookName());
    node.put("state", report.severity().name());
    node.put("output", report.output());
    node.set("performanceData", array(report.performanceData(), JSON::stringNode));
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
