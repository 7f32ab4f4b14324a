package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.Names;

import dev.walwatch.cli.common.Look;

import dev.walwatch.report.PlainText;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.RestorePlan;
import dev.walwatch.verdict.RestorePlan.Answer;
import dev.walwatch.verdict.RestorePlan.Stretch;
import dev.walwatch.verdict.RestorePlan.Target;
import dev.walwatch.verdict.Severity;
import java.util.ArrayList;
import java.util.List;

/** The plan for people. Its commands begin where the line begins, to be copied. */
final class PlanText {
  private final Planned planned;
  private final Look look;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Planned planned, Look look) {
    this.planned = planned;
    this.look = look;
  }

  static String of(Planned planned, Look look) {
    return new PlanText(planned, look).text();
  }

  private String text() {
    var name = PlainText.line(Names.url(planned.archive().snapshot().cluster()));
    lines.add(look.bold("Restore of " + name + " to " + target()));
    lines.add("");
    switch (planned.answer()) {
      case Answer.Impossible(var reason) -> add(look.severity(Severity.CRITICAL), reason + ".");
      case Answer.Possible(var plan) -> plan(plan);
    }
    return String.join("\n", lines);
  }

  private String target() {
    return switch (planned.target()) {
      case Target.Time(var moment) -> Spoken.moment(moment);
      case Target.Position(var lsn) -> "position " + lsn;
      case Target.Newest() -> "the newest moment";
    };
  }

  private void plan(RestorePlan plan) {
    var backup = plan.backup().backup();
    var finished = backup.finishedAt().map(at -> ", finished " + Spoken.moment(at)).orElse("");
    add("Base backup:", backup.name() + finished);
    add("To fetch:", Spoken.bytes(planned.backupBytes(plan)) + " of base backup, then the WAL");
    add(
        "To replay:",
        "%s, %s of WAL unpacked, to timeline %s"
            .formatted(
                Spoken.segments(plan.segments()), Spoken.wal(plan.bytes()), plan.timeline()));
    plan.fetch().forEach(stretch -> lines.add("  " + said(stretch)));
    if (planned.isPossible()) {
      add(look.severity(Severity.OK), "All of it is there.");
      planned.steps(plan).forEach(this::step);
      return;
    }
    add(look.severity(Severity.CRITICAL), "The target cannot be reached, for these are missing:");
    plan.missing().forEach(stretch -> lines.add("  " + said(stretch)));
  }

  private static String said(Stretch stretch) {
    return stretch.segments() == 1
        ? stretch.first().toString()
        : "%s to %s, %s"
            .formatted(
                stretch.first(), stretch.last(), Spoken.count(stretch.segments(), "segment"));
  }

  private void step(RestoreSteps.Step step) {
    lines.add("");
    look.wrapped("# ", step.what() + ".").forEach(line -> lines.add(look.faint(line)));
    lines.addAll(step.shell());
  }

  private void add(String label, String text) {
    lines.add("%-13s %s".formatted(label, text));
  }
}
