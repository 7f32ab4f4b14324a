package dev.walwatch.ledger;

import dev.walwatch.archive.Drift;
import dev.walwatch.ledger.SweepState.Suspicion;
import dev.walwatch.wal.SegmentBlock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The state of a cluster's sweep as the text it is stored as, readable in the table. */
final class SweepFacts {
  private static final String REPAIRS = "repairs";
  private static final String WHOLE = "whole";
  private static final String INCREMENTAL = "incremental";
  private static final String DRIFT = "drift";
  private static final String CURSOR = "cursor";
  private static final String AFTER = "cursor after";
  private static final String BLOCK = "cursor block";
  private static final String LOST = "cursor lost";
  private static final String SUSPECT = "suspect ";

  private SweepFacts() {}

  static CheckState of(SweepState state) {
    var facts = new TreeMap<String, String>();
    facts.put(REPAIRS, Long.toString(state.repairs()));
    state.whole().ifPresent(begun -> facts.put(WHOLE, begun.toString()));
    state.incremental().ifPresent(begun -> facts.put(INCREMENTAL, begun.toString()));
    state.drift().ifPresent(drift -> facts.put(DRIFT, text(drift)));
    state.cursor().ifPresent(cursor -> put(cursor, facts));
    state
        .suspects()
        .forEach(
            (item, why) -> facts.put(SUSPECT + item.key(), why.lastThere() + " " + why.since()));
    return new CheckState(state.version(), facts);
  }

  private static void put(SweepCursor cursor, Map<String, String> facts) {
    facts.put(CURSOR, cursor.begun() + " " + cursor.folder() + " " + cursor.listed());
    facts.put(AFTER, cursor.after());
    cursor.block().ifPresent(block -> facts.put(BLOCK, block.digits()));
    cursor.lost().ifPresent(lost -> facts.put(LOST, text(lost)));
  }

  static SweepState read(CheckState stored) {
    var facts = stored.facts();
    var suspects = new HashMap<LedgerItem, Suspicion>();
    facts.forEach(
        (name, value) -> {
          if (name.startsWith(SUSPECT)) {
            var item = LedgerItem.parse(name.substring(SUSPECT.length()));
            suspects.put(item, suspicion(value));
          }
        });
    return new SweepState(
        stored.version(),
        Long.parseLong(facts.getOrDefault(REPAIRS, "0")),
        find(facts, WHOLE).map(Instant::parse),
        find(facts, INCREMENTAL).map(Instant::parse),
        find(facts, CURSOR).map(text -> cursor(text, facts)),
        suspects,
        find(facts, DRIFT).map(SweepFacts::drift));
  }

  private static SweepCursor cursor(String text, Map<String, String> facts) {
    var fields = text.split(" ", -1);
    return new SweepCursor(
        Instant.parse(fields[0]),
        Integer.parseInt(fields[1]),
        facts.getOrDefault(AFTER, ""),
        find(facts, BLOCK).map(SegmentBlock::parse),
        Long.parseLong(fields[2]),
        find(facts, LOST).map(SweepFacts::drift));
  }

  private static String text(Drift drift) {
    return drift.objects() + " " + drift.from() + " " + drift.to() + " " + drift.found();
  }

  private static Drift drift(String text) {
    var fields = text.split(" ", -1);
    return new Drift(
        Long.parseLong(fields[0]),
        Instant.parse(fields[1]),
        Instant.parse(fields[2]),
        Instant.parse(fields[3]));
  }

  private static Suspicion suspicion(String text) {
    var fields = text.split(" ", -1);
    return new Suspicion(Instant.parse(fields[0]), Instant.parse(fields[1]));
  }

  private static Optional<String> find(Map<String, String> facts, String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
