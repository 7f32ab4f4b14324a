package dev.walwatch.cli.inspect;

import dev.walwatch.archive.BackupName;
import dev.walwatch.cli.common.Look;
import dev.walwatch.cli.common.Names;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.JudgedBackup;
import dev.walwatch.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people read about one archive. */
final class HumanReport {
  /** More of them say nothing new; --json has them all. */
  private static final int SHOWN = 12;

  private static final int NAMED = 3;

  private final Inspection inspection;
  private final Verdict verdict;
  private final Look look;
  private final List<String> lines = new ArrayList<>();

  private HumanReport(Inspection inspection, Look look) {
    this.inspection = inspection;
    this.verdict = inspection.verdict();
    this.look = look;
  }

  static String of(Inspection inspection, Look look) {
    return new HumanReport(inspection, look).text();
  }

  private String text() {
    head();
    windows();
    gaps();
    backups();
    outlook();
    inspection.services().forEach(this::service);
    return String.join("\n", lines);
  }

  private void head() {
    var name = PlainText.line(Names.url(verdict.cluster()));
    lines.add(look.bold(name) + "  " + look.severity(verdict.severity()));
    var facts = new ArrayList<String>();
    inspection.archive().tool().ifPresent(tool -> facts.add(tool.id()));
    facts.add(verdict.numbering().size() + " segments");
    verdict.live().ifPresent(live -> facts.add("timeline " + live));
    facts.add("judged as of " + Spoken.moment(verdict.at()));
    lines.add(look.faint(String.join(", ", facts)));
  }

  private void windows() {
    section("What can be restored");
    if (verdict.windows().isEmpty()) {
      lines.add("  Nothing: there is no restorable base backup.");
    }
    lines.addAll(new StripText(verdict, look).lines());
    if (!verdict.windows().isEmpty()) {
      lines.add("");
    }
    for (var window : newest(verdict.windows())) {
      lines.add(
          "  %s to %s on timeline %s"
              .formatted(
                  Spoken.moment(window.from()),
                  window.to().map(Spoken::moment).orElse("a moment that is not known"),
                  window.timeline()));
    }
  }

  private void gaps() {
    if (verdict.gaps().isEmpty()) {
      return;
    }
    section("What is missing");
    newest(verdict.gaps()).forEach(this::gap);
  }

  private void gap(Gap gap) {
    var which =
        gap.count() == 1
            ? gap.first().toString()
            : "%s to %s, %d segments".formatted(gap.first(), gap.last(), gap.count());
    lines.add("  %s  %s, %s".formatted(look.severity(gap.severity()), which, gap.kind().id()));
    add("    ", lost(gap));
    if (!gap.cuts().isEmpty()) {
      add("    ", "No restore gets past it from " + cuts(gap.cuts()) + ".");
    }
    gap.acknowledged()
        .ifPresent(
            it ->
                add(
                    "    ",
                    PlainText.line("Acknowledged by " + it.by() + ": " + it.reason() + ".")));
  }

  private static String cuts(List<BackupName> cuts) {
    int left = Math.max(0, cuts.size() - NAMED);
    var named =
        cuts.subList(left, cuts.size()).stream()
            .map(BackupName::toString)
            .collect(Collectors.joining(", "));
    return left > 0 ? named + " and " + Spoken.count(left, "older backup") : named;
  }

  private static String lost(Gap gap) {
    var from = gap.lostFrom().map(Spoken::moment).orElse("its beginning, at an unknown moment,");
    return gap.lostTo()
        .map(to -> "Lost: from " + from + " to " + Spoken.moment(to) + length(gap) + ".")
        .orElse(
            "Lost: everything from "
                + from
                + " on, until a base backup that starts later is done.");
  }

  private static String length(Gap gap) {
    return gap.lostFrom()
        .flatMap(from -> gap.lostTo().map(to -> ", " + Spoken.span(Duration.between(from, to))))
        .orElse("");
  }

  private void backups() {
    section("Base backups");
    if (verdict.backups().isEmpty()) {
      lines.add("  None.");
    }
    newest(verdict.backups()).forEach(this::backup);
  }

  private void backup(JudgedBackup judged) {
    var backup = judged.backup();
    var when =
        backup
            .finishedAt()
            .map(at -> "finished " + Spoken.moment(at))
            .orElseGet(() -> "begun " + Spoken.moment(backup.firstArrival()));
    var name =
        judged.isRestorable() ? backup.name().toString() : look.bold(backup.name().toString());
    lines.add("  %s  %s".formatted(name, judged.state().id()));
    var facts =
        "%s, %s, %s"
            .formatted(when, Spoken.count(backup.parts(), "part"), Spoken.bytes(backup.bytes()));
    add("    ", judged.reason().isBlank() ? facts : facts + "; " + judged.reason());
  }

  private void outlook() {
    section("If the database died now");
    var outlook = verdict.outlook();
    if (outlook.isEmpty()) {
      lines.add("  It would be lost: nothing can be restored.");
      return;
    }
    add(
        "  ",
        outlook.get().newestMoment().map(this::loss).orElse("What would be lost is not known."));
    var replayed =
        "A restore would fetch %s%s, then fetch and replay %s of WAL (%s)."
            .formatted(
                outlook.get().fromBackup(),
                sizeOf(outlook.get().fromBackup()).map(size -> " (" + size + ")").orElse(""),
                Spoken.wal(outlook.get().bytes()),
                Spoken.count(outlook.get().segments(), "segment"));
    add("  ", replayed);
  }

  private String loss(Instant newest) {
    return "You would lose the last %s: what was written after %s."
        .formatted(Spoken.span(Duration.between(newest, verdict.at())), Spoken.moment(newest));
  }

  private Optional<String> sizeOf(BackupName backup) {
    return verdict.backups().stream()
        .map(JudgedBackup::backup)
        .filter(it -> it.name().equals(backup))
        .map(it -> Spoken.bytes(it.bytes()))
        .findFirst();
  }

  private void service(ServiceReport report) {
    section(report.service().runbookName());
    var headline = report.headline().substring(report.headline().indexOf(": ") + 2);
    lines.add("  " + look.severity(report.severity()) + ": " + headline);
    report.details().lines().forEach(line -> add("    ", line));
  }

  private void section(String title) {
    lines.add("");
    lines.add(look.bold(title));
  }

  private void add(String indent, String text) {
    lines.addAll(look.wrapped(indent, text));
  }

  /** Returns the last of a list, and says how many went before. */
  private <T> List<T> newest(List<T> all) {
    int left = all.size() - SHOWN;
    if (left > 0) {
      lines.add("  (the newest %d; %d older ones are in --json)".formatted(SHOWN, left));
    }
    return all.subList(Math.max(0, left), all.size());
  }
}
