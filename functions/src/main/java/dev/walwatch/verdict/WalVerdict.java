package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The judgement of a cluster's WAL archiving.
 *
 * @param findings what was found, worst first
 * @param newest the newest segment of the live timeline; empty when there is none
 * @param grewAt when WAL last came
 * @param missing how many required segments are missing, those within the grace included
 * @param lastHour how many segments the log advanced in the last hour, or since the first check
 *     where that is shorter; empty at the first check
 */
public record WalVerdict(
    List<Finding> findings,
    Optional<SegmentName> newest,
    Optional<Instant> grewAt,
    long missing,
    OptionalLong lastHour) {

  public Severity severity() {
    return Severity.worst(findings.stream().map(Finding::severity).toList());
  }
}
