package dev.walwatch.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say about one subject of an announcement.
 *
 * @param cluster bucket and prefix, or {@code walwatch}
 * @param host its host in Icinga
 * @param service the service's id
 * @param words what is said of the worst that was found
 * @param further lines about what else was found
 */
public record SubjectReport(
    String cluster, String host, String service, Words words, String further) {

  /** Returns all facts, the main ones first, a line each. */
  List<String> facts() {
    return Stream.concat(words.facts().stream(), further.lines()).toList();
  }

  /** Returns the name that people call the cluster. */
  String shortName() {
    return Message.shortName(cluster);
  }
}
