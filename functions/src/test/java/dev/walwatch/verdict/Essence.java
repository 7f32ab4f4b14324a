package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What of a verdict follows from the archive alone, by whichever way it was judged. */
record Essence(
    WalNumbering numbering,
    Optional<Timeline> live,
    List<PlainGap> gaps,
    Map<String, JudgedBackup.State> backups,
    Set<PlainWindow> windows,
    Severity worstGap) {

  record PlainGap(
      String first, String last, long count, Gap.Kind kind, Severity severity, List<String> cuts) {}

  record PlainWindow(long timeline, String fromBackup, String lastSegment) {}

  static Essence of(Verdict verdict) {
    var states = new TreeMap<String, JudgedBackup.State>();
    verdict.backups().forEach(b -> states.put(b.backup().name().text(), b.state()));
    var windows = new HashSet<PlainWindow>();
    // the model knows the live line alone
    verdict.windows().stream()
        .filter(window -> verdict.live().equals(Optional.of(window.timeline())))
        .forEach(window -> windows.add(plain(window)));
    var worst =
        Severity.worst(
            Watcher.findings(verdict, Finding.WalGap.class).stream()
                .map(Finding::severity)
                .toList());
    return new Essence(
        verdict.numbering(),
        verdict.live(),
        verdict.gaps().stream().map(Essence::plain).toList(),
        states,
        windows,
        worst);
  }

  private static PlainGap plain(Gap gap) {
    return new PlainGap(
        gap.first().toString(),
        gap.last().toString(),
        gap.count(),
        gap.kind(),
        gap.severity(),
        gap.cuts().stream().map(BackupName::text).toList());
  }

  private static PlainWindow plain(RecoveryWindow window) {
    return new PlainWindow(
        window.timeline().id(), window.fromBackup().text(), window.lastSegment().toString());
  }

  @Override
  public String toString() {
    return "%s, timeline %s lives%ngaps %s%nbackups %s%nwindows %s%nworst gap %s"
        .formatted(numbering, live, gaps, backups, windows, worstGap);
  }
}
