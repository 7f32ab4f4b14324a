/**
 * walwatch: to which moments can a PostgreSQL cluster be restored from its archive in S3?
 *
 * <p>The rooms stand on floors, and each may use only the floors below it: {@code wal}, {@code
 * archive}, then {@code arrival}, {@code ledger} and {@code verdict} side by side, {@code alert},
 * {@code report}, {@code secret}, {@code bucket} beside {@code delivery}, and {@code lambda}.
 */
@NullMarked
package dev.walwatch;

import org.jspecify.annotations.NullMarked;
