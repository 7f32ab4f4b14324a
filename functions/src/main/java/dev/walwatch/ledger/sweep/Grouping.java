package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.LedgerItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts listed objects together by the items of the ledger that they belong to. S3 lists keys in
 * order, so what belongs to one block of WAL comes in one piece, and so do all base backups that
 * begin in one segment, between whose keys those of their deltas stand.
 *
 * <p>It holds no more than the piece that is coming in, and what was not yet taken away.
 */
final class Grouping {
  private final ArchiveLayout layout;
  private final List<Seen> whole = new ArrayList<>();
  private Optional<Piece> open = Optional.empty();
  private String last;
  private String done;

  private record Piece(String keysBeginWith, Map<LedgerItem, List<Appeared>> items) {}

  /**
   * @param after the key that the listing starts after
   */
  Grouping(ArchiveLayout layout, String after) {
    this.layout = layout;
    this.last = after;
    this.done = after;
  }

  /** Takes the next object of a listing; those that the ledger does not keep only move it on. */
  void add(String key, Appeared appeared) {
    if (open.filter(piece -> !key.startsWith(piece.keysBeginWith())).isPresent()) {
      end();
    }
    LedgerItem.of(appeared.object()).ifPresent(item -> put(item, appeared));
    last = key;
    if (open.isEmpty()) {
      done = key;
    }
  }

  private void put(LedgerItem item, Appeared appeared) {
    var piece = open.orElseGet(() -> new Piece(keysOf(item), new LinkedHashMap<>()));
    piece.items().computeIfAbsent(item, _ -> new ArrayList<>()).add(appeared);
    open = Optional.of(piece);
  }

  private String keysOf(LedgerItem item) {
    return switch (item) {
      case LedgerItem.Block(var block) -> layout.keysOf(block);
      case LedgerItem.Backup(var name) -> layout.keysOfBackups(name.start());
      case LedgerItem.History(var timeline) -> layout.keysOfHistory(timeline);
    };
  }

  /** Says that the piece that is coming in is whole. */
  void end() {
    open.ifPresent(
        piece -> piece.items().forEach((item, found) -> whole.add(new Seen(item, found))));
    open = Optional.empty();
    done = last;
  }

  /** Returns the items that are whole, and forgets them. */
  List<Seen> take() {
    var taken = List.copyOf(whole);
    whole.clear();
    return taken;
  }

  /** Returns the key up to which all belongs to items that are whole. */
  String done() {
    return done;
  }

  /**
   * Returns whether all keys that begin so were listed.
   *
   * @param keysBeginWith what an item's keys begin with
   */
  boolean hasPassed(String keysBeginWith) {
    var reached = open.map(Piece::keysBeginWith).orElse(done);
    return keysBeginWith.compareTo(reached) < 0 && !reached.startsWith(keysBeginWith);
  }
}
