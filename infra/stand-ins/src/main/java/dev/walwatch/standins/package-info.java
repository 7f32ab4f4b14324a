/**
 * What stands in for AWS on one machine: S3 with its events, DynamoDB, SQS, SNS, SSM parameters,
 * the Lambda runtime, and a private Icinga 2. Everything listens on the loopback only and ends with
 * the process that started it. Knows nothing of walwatch's own rooms.
 */
@NullMarked
package dev.walwatch.standins;

import org.jspecify.annotations.NullMarked;
