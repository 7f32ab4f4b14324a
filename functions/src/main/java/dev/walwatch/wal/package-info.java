/**
 * PostgreSQL's own words for its write-ahead log: positions, segments, timelines and their history.
 *
 * <p>Knows the arithmetic and nothing else: no tool's layout, no store, no clock. The rules come
 * from PostgreSQL's {@code src/include/access/xlog_internal.h} and {@code
 * src/backend/access/transam/timeline.c}.
 */
@NullMarked
package dev.walwatch.wal;

import org.jspecify.annotations.NullMarked;
