package dev.walwatch.arrival;

import java.util.List;

/**
 * What one message of a batch said.
 *
 * @param id the message's id, by which it fails or succeeds
 * @param events what S3 said in it
 */
public record Message(String id, List<BucketEvent> events) {
  public Message {
    events = List.copyOf(events);
  }
}
