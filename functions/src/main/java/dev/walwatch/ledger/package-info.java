/**
 * What has arrived, per cluster: the port {@link dev.walwatch.ledger.Ledger}, its DynamoDB adapter
 * and its in-memory twin.
 *
 * <p>Writes of arrivals commute: doing them twice, late or in any order gives the same ledger. Only
 * the checker keeps derived state, and it is the only writer of it. The whole ledger can be rebuilt
 * from S3.
 */
@NullMarked
package dev.walwatch.ledger;

import org.jspecify.annotations.NullMarked;
