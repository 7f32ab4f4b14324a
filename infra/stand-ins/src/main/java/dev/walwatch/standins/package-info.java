/**
 * What stands in for AWS on one machine: S3 with its events, DynamoDB, SQS, SNS, SSM parameters,
 * the Lambda runtime, and a private Icinga 2. Everything listens on the loopback only and ends with
 * the process that started it. Knows nothing of walwatch's own rooms.
 *
 * <p>A JVM that hosts them should run with {@code -Dsun.net.httpserver.nodelay=true}, which spares
 * each answer some 40 ms, and {@code --sun-misc-unsafe-memory-access=allow}, which keeps the
 * warnings about Scala's use of Unsafe off the screen.
 */
@NullMarked
package dev.walwatch.standins;

import org.jspecify.annotations.NullMarked;
