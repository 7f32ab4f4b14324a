/**
 * What a bucket tells, and to whom: reads the notification configuration of a bucket that exists,
 * merges in what walwatch needs and takes it out again.
 *
 * <p>S3 knows only the whole configuration: who writes it replaces what everybody else has put
 * there, and nothing like an ETag guards it. So {@link dev.walwatch.bucket.Merge} keeps the entries
 * of others as they came, and {@link dev.walwatch.bucket.BucketEvents} reads again what it wrote.
 */
@NullMarked
package dev.walwatch.bucket;

import org.jspecify.annotations.NullMarked;
