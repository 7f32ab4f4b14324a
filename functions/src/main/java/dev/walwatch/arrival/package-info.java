/**
 * S3's events in every wrapping they come in: bare notification, EventBridge event, either of them
 * inside an SNS message, and the message that S3 sends to try a destination out.
 *
 * <p>Reading is in two steps. {@link dev.walwatch.arrival.BodyReader} and {@link
 * dev.walwatch.arrival.NotificationRecord} turn what came over the wire into {@link
 * dev.walwatch.arrival.BucketEvent}s; {@link dev.walwatch.arrival.ChangeFinder} turns the events of
 * a whole batch into changes of archives. Nothing here calls anybody, and the clock is passed in.
 */
@NullMarked
package dev.walwatch.arrival;

import org.jspecify.annotations.NullMarked;
