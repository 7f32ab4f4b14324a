package dev.walwatch.archive;

import java.time.Instant;

/**
 * The trace that a removed object left.
 *
 * @param object what it was
 * @param at when it was removed
 * @param by the principal that did it, as S3 names it; empty when S3 did not say
 */
public record Removal(ArchivedObject object, Instant at, String by) {}
