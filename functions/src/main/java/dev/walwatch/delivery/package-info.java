/**
 * The clients that carry a finding to people: Icinga 2 by its API, mail and chat by SNS, and the
 * secrets they need; and the one that asks SQS how full its queues are. This room knows what each
 * answer means and turns it into a named outcome; what is said, and when, is decided elsewhere and
 * comes in as plain values.
 */
@NullMarked
package dev.walwatch.delivery;

import org.jspecify.annotations.NullMarked;
