package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.inspect.FoundArchive.Tool;
import dev.walwatch.verdict.RestorePlan;
import dev.walwatch.verdict.RestorePlan.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The commands that carry out a plan. */
final class RestoreSteps {
  /** From this version on there is no recovery.conf. */
  private static final int SIGNAL_FILES = 120_000;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * Something to do.
   *
   * @param what for people
   * @param shell lines for a shell
   */
  record Step(String what, List<String> shell) {
    Step {
      shell = List.copyOf(shell);
    }
  }

  private final RestorePlan plan;
  private final Target target;
  private final ClusterId cluster;
  private final Tool tool;

  RestoreSteps(RestorePlan plan, Target target, ClusterId cluster, Tool tool) {
    this.plan = plan;
    this.target = target;
    this.cluster = cluster;
    this.tool = tool;
  }

  List<Step> steps() {
    var steps = new ArrayList<Step>();
    steps.add(fetch());
    var version = plan.backup().backup().serverVersion();
    if (version.isEmpty() || version.getAsInt() >= SIGNAL_FILES) {
      steps.add(new Step("Tell PostgreSQL" + of(version, "12 and later"), signalFile()));
    }
    if (version.isEmpty() || version.getAsInt() < SIGNAL_FILES) {
      steps.add(new Step("Tell PostgreSQL" + of(version, older()), recoveryFile()));
    }
    steps.add(start(version));
    return steps;
  }

  private Step start(OptionalInt version) {
    return target instanceof Target.Newest
        ? new Step("Start the server. It replays all the WAL there is and then opens", List.of())
        : new Step(
            "Start the server. It replays the WAL and pauses at the target, where you can look;"
                + " this ends the recovery",
            List.of("psql -c 'SELECT " + resume(version) + "'"));
  }

  private static String of(OptionalInt version, String otherwise) {
    return version.isPresent() ? " where to recover to" : " " + otherwise + " where to recover to";
  }

  private String older() {
    return target instanceof Target.Position ? "10 and 11" : "11 and older";
  }

  private static String resume(OptionalInt version) {
    return version.isPresent() && version.getAsInt() < 100_000
        ? "pg_xlog_replay_resume()"
        : "pg_wal_replay_resume()";
  }

  private Step fetch() {
    return new Step(
        "Fetch the base backup into the empty data directory $PGDATA, as the user of the server",
        List.of(
            "export " + prefix(),
            tool.id() + " backup-fetch \"$PGDATA\" " + Quoting.word(backup())));
  }

  private String backup() {
    return plan.backup().backup().name().toString();
  }

  /** The assignment of the tool's own variable, for a shell. */
  private String prefix() {
    var variable = tool == Tool.WAL_E ? "WALE_S3_PREFIX" : "WALG_S3_PREFIX";
    return variable + "=" + Quoting.word(Names.url(cluster));
  }

  private List<String> signalFile() {
    var lines = new ArrayList<String>();
    lines.add("cat >> \"$PGDATA/postgresql.auto.conf\" <<'END'");
    lines.addAll(settings());
    lines.add("END");
    lines.add("touch \"$PGDATA/recovery.signal\"");
    return lines;
  }

  private List<String> recoveryFile() {
    var lines = new ArrayList<String>();
    lines.add("cat > \"$PGDATA/recovery.conf\" <<'END'");
    lines.addAll(settings());
    lines.add("END");
    return lines;
  }

  private List<String> settings() {
    var settings = new ArrayList<String>();
    var command = Quoting.inRestoreCommand(prefix()) + " " + tool.id() + " wal-fetch \"%f\" \"%p\"";
    settings.add("restore_command = " + setting(command));
    switch (target) {
      case Target.Time(var moment) ->
          settings.add("recovery_target_time = " + setting(timestamp(moment)));
      case Target.Position(var lsn) ->
          settings.add("recovery_target_lsn = " + setting(lsn.toString()));
      case Target.Newest() -> {}
    }
    settings.add("recovery_target_timeline = " + setting(plan.timeline().toString()));
    return settings;
  }

  private static String setting(String text) {
    return Quoting.setting(text);
  }

  private static String timestamp(Instant moment) {
    return TIMESTAMP.format(moment);
  }
}
