package dev.walwatch.cli.inspect;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.cli.inspect.FoundArchive.Tool;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.RestorePlan;
import dev.walwatch.verdict.RestorePlan.Answer;
import dev.walwatch.verdict.RestorePlan.Target;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A restore that was asked for, and the answer. */
record Planned(FoundArchive archive, Target target, Instant at, Answer answer) {

  static Planned of(FoundArchive archive, Target target, Policy policy, Instant at) {
    return new Planned(archive, target, at, RestorePlan.of(archive.snapshot(), target, policy, at));
  }

  /** Returns whether the target can be reached with what is in the archive. */
  boolean isPossible() {
    return answer instanceof Answer.Possible(var plan) && plan.missing().isEmpty();
  }

  List<RestoreSteps.Step> steps(RestorePlan plan) {
    var tool = plan.backup().backup().name().offset().isPresent() ? Tool.WAL_E : Tool.WAL_G;
    return new RestoreSteps(plan, target, archive.snapshot().cluster(), tool).steps();
  }

  /** Returns how much a tool fetches for a backup: for a delta also what it builds upon. */
  long backupBytes(RestorePlan plan) {
    long bytes = 0;
    var seen = new HashSet<BackupName>();
    var next = Optional.of(plan.backup().backup());
    while (next.isPresent() && seen.add(next.get().name())) {
      bytes += next.get().bytes();
      next = parent(next.get());
    }
    return bytes;
  }

  /** Returns whether the server is known to be older than a version. */
  boolean isBefore(int serverVersion) {
    return answer instanceof Answer.Possible(var plan)
        && plan.backup().backup().serverVersion().orElse(serverVersion) < serverVersion;
  }

  /** A delta's name tells where its parent starts; its sentinel, if it was read, the whole name. */
  private Optional<BaseBackup> parent(BaseBackup backup) {
    return backup
        .sentinel()
        .flatMap(SentinelContent::delta)
        .flatMap(delta -> named(delta.parent()))
        .or(() -> backup.name().parent().flatMap(this::startingAt));
  }

  private Optional<BaseBackup> startingAt(SegmentName start) {
    return archive.snapshot().backups().stream()
        .filter(it -> it.isComplete() && it.name().start().equals(start))
        .findFirst();
  }

  private Optional<BaseBackup> named(BackupName name) {
    return archive.snapshot().backups().stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
