/**
 * The commands on the deployed ledger, or on that of {@code walwatch local}: what it knows of the
 * clusters, and what people tell it of silences, acknowledged gaps and settings.
 */
@NullMarked
package dev.walwatch.cli.ledger;

import org.jspecify.annotations.NullMarked;
