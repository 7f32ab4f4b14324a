/** Asking S3 itself which objects of an archive are there, and what stands in them. */
@NullMarked
package dev.walwatch.archive.s3;

import org.jspecify.annotations.NullMarked;
