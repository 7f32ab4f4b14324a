package dev.walwatch.cli.ledger;

import dev.walwatch.alert.AlertFacts;
import dev.walwatch.alert.AlertState;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.verdict.Service;
import dev.walwatch.wal.SegmentName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A ledger, a clock that stands still, and the commands on them. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  static final ClusterId MAIN = ClusterId.parse("s3://backups/main");
  static final BackupName BACKUP = BackupName.parse("base_000000010000000000000002_00000040");

  private final Ledger ledger;
  private Instant now = NOW;

  Scene() {
    this(new InMemoryLedger());
  }

  Scene(Ledger ledger) {
    this.ledger = ledger;
  }

  /** One call of a command. */
  record Run(int code, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  Ledger ledger() {
    return ledger;
  }

  Scene at(Instant moment) {
    now = moment;
    return this;
  }

  /** Lets an hour-old backup and WAL come, of which segments 6 and 7 are missing. */
  Scene withGap(ClusterId cluster) {
    record(cluster, new BackupPart(BACKUP, 0), 60);
    record(cluster, new Sentinel(BACKUP), 59);
    for (var number : List.of(2, 3, 4, 5, 8, 9)) {
      record(cluster, segment(number), 60 - number);
    }
    return this;
  }

  static Segment segment(int number) {
    return new Segment(SegmentName.parse("0000000100000000000000%02X".formatted(number)));
  }

  Scene with(ClusterId... clusters) {
    for (var cluster : clusters) {
      record(cluster, segment(1), 30);
    }
    return this;
  }

  private void record(ClusterId cluster, ArchivedObject object, int minutesAgo) {
    var at = NOW.minus(Duration.ofMinutes(minutesAgo));
    ledger.record(List.of(new Appeared(cluster, object, at, 1000, false)));
  }

  /** Lets the checker have found something. */
  Scene found(ClusterId cluster, Service service, String severity, String headline) {
    var state = ledger.read(cluster).state();
    var facts = new TreeMap<>(state.facts());
    facts.put(
        "service " + service.id(),
        severity + " " + NOW.minusSeconds(7200) + " " + severity + ": " + headline);
    ledger.save(cluster, new CheckState(state.version(), facts));
    return this;
  }

  /** Lets people have been told something. */
  Scene told(ClusterId cluster, Service service, AlertState alert) {
    var notes = ledger.read(cluster).alerts();
    var facts = new TreeMap<>(notes.facts());
    facts.putAll(AlertFacts.of(service.id(), alert));
    ledger.save(cluster, Notes.ALERTS, notes.with(facts));
    return this;
  }

  Run silence(String... arguments) {
    return run(new CommandLine(new SilenceCommand(workplace())), List.of(arguments));
  }

  Run ack(String... arguments) {
    return run(new CommandLine(new AckCommand(workplace())), List.of(arguments));
  }

  Run status(String... arguments) {
    return run(new CommandLine(new StatusCommand(workplace())), List.of(arguments));
  }

  Run clusters(String... arguments) {
    return run(new CommandLine(new ClustersCommand(workplace())), List.of(arguments));
  }

  Run policy(String... arguments) {
    return run(PolicyCommand.commandLine(workplace()), List.of(arguments));
  }

  private Workplace workplace() {
    return new Workplace(
        new Workplace.Tables() {
          @Override
          public <T> T with(TableOptions options, String table, Function<? super Ledger, T> use) {
            return use.apply(ledger);
          }
        },
        () -> now,
        Map.of("WALWATCH_TABLE", "ledger"),
        "anna");
  }

  /** What went wrong stands in the error output, as the front door prints it. */
  static Run run(CommandLine command, List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        command
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler((e, _) -> failed(err, e))
            .setExecutionExceptionHandler((e, _, _) -> failed(err, e))
            .execute(arguments.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private static int failed(StringWriter err, Exception e) {
    err.write(e.getMessage() + "\n");
    return 3;
  }
}
