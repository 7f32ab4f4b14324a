/**
 * The rolling comparison of the ledger with S3: what no event ever told is found, written down and
 * counted. It asks S3 page by page and keeps little of it, however large the archive is.
 */
@NullMarked
package dev.walwatch.ledger.sweep;

import org.jspecify.annotations.NullMarked;
