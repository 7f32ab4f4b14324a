/**
 * The judgement: continuity of the WAL, freshness of WAL and base backups.
 *
 * <p>A pure function of a snapshot, what earlier judgements remembered, the policy and the moment.
 * It has no AWS, no HTTP and no clock; the rules D1 to D23 it follows are each a test of it.
 */
@NullMarked
package dev.walwatch.verdict;

import org.jspecify.annotations.NullMarked;
