/**
 * How the watcher itself fares: whether events still reach the ledger, and whether a run could do
 * and tell all that it should.
 */
@NullMarked
package dev.walwatch.verdict.watcher;

import org.jspecify.annotations.NullMarked;
