package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import java.util.List;
import java.util.Optional;

/**
 * The judgement of a cluster's base backups.
 *
 * @param findings what was found, worst first
 * @param newest the newest complete base backup; empty when there is none
 */
public record BackupVerdict(List<Finding> findings, Optional<BaseBackup> newest) {

  public Severity severity() {
    return Severity.worst(findings.stream().map(Finding::severity).toList());
  }
}
