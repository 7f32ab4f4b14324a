package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import java.time.Instant;

/**
 * An object whose content counts and was not read since it came.
 *
 * @param object what to read
 * @param arrived when it came last
 */
public record Unread(ArchivedObject object, Instant arrived) {}
