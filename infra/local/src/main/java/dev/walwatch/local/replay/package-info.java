/** Recorded traces of archives in S3: reading them, and playing them into a bucket again. */
@NullMarked
package dev.walwatch.local.replay;

import org.jspecify.annotations.NullMarked;
