package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.Names;

import dev.walwatch.verdict.RestorePlan;
import dev.walwatch.verdict.RestorePlan.Answer;
import dev.walwatch.verdict.RestorePlan.Stretch;
import dev.walwatch.verdict.RestorePlan.Target;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The plan for programs: docs/inspect-json.md describes it. */
final class PlanJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PlanJson() {}

  static String of(Planned planned) {
    var node = JSON.objectNode();
    node.put("at", planned.at().toString());
    node.put("cluster", Names.url(planned.archive().snapshot().cluster()));
    switch (planned.target()) {
      case Target.Time(var moment) -> node.put("targetTime", moment.toString());
      case Target.Position(var lsn) -> node.put("targetLsn", lsn.toString());
      case Target.Newest() -> {}
    }
    node.put("possible", planned.isPossible());
    switch (planned.answer()) {
      case Answer.Impossible(var reason) -> node.put("reason", reason);
      case Answer.Possible(var plan) -> put(node, planned, plan);
    }
    return InspectJson.text(node);
  }

  private static void put(ObjectNode node, Planned planned, RestorePlan plan) {
    var backup = plan.backup();
    node.put("backup", backup.backup().name().toString());
    backup.backup().finishedAt().ifPresent(at -> node.put("finishedAt", at.toString()));
    node.put("backupBytes", planned.backupBytes(plan));
    node.put("timeline", plan.timeline().id());
    node.set("fetch", stretches(plan.fetch()));
    node.set("missing", stretches(plan.missing()));
    node.put("segments", plan.segments());
    node.put("walBytes", plan.bytes());
    if (planned.isPossible()) {
      var steps = node.putArray("steps");
      for (var step : planned.steps(plan)) {
        steps.addObject().put("what", step.what()).put("shell", String.join("\n", step.shell()));
      }
    }
  }

  private static ArrayNode stretches(List<Stretch> stretches) {
    var array = JSON.arrayNode();
    for (var stretch : stretches) {
      array
          .addObject()
          .put("first", stretch.first().toString())
          .put("last", stretch.last().toString())
          .put("segments", stretch.segments());
    }
    return array;
  }
}
