/**
 * A verdict in words for its reader: what, since when, what it means for a restore, what to do.
 *
 * <p>Pure. Everything that comes from keys, principals or settings is hostile text and goes through
 * {@link dev.walwatch.report.PlainText}.
 */
@NullMarked
package dev.walwatch.report;

import org.jspecify.annotations.NullMarked;
