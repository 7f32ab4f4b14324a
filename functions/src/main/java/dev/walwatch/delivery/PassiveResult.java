package dev.walwatch.delivery;

import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One check result for one service of Icinga 2, found by somebody else than Icinga.
 *
 * @param host the name of the host object, not blank, without {@code !}
 * @param service the name of the service object, not blank, without {@code !}
 * @param state what the service is
 * @param output what people read; its first line is what a list or a pager shows. Control
 *     characters are replaced, and what is beyond {@value #OUTPUT_LIMIT} characters is cut off with
 *     a line that says so
 * @param performanceData one {@code label=value;warning;critical} each; none contains a line break
 * @param checkSource who found it, not blank
 * @param ttl how long the result holds: with no newer one by then the service turns UNKNOWN. At
 *     least a second
 * @param notesUrl the page to read about this service, for a service that walwatch has to make
 * @param whose what the host stands for, for a host that walwatch has to make
 */
public record PassiveResult(
    String host,
    String service,
    Severity state,
    String output,
    List<String> performanceData,
    String checkSource,
    Duration ttl,
    Optional<URI> notesUrl,
    Whose whose) {

  /** What a host in Icinga stands for. */
  public enum Whose {
    /** A database cluster, which has the two services of the runbook. */
    CLUSTER,
    /** walwatch itself. */
    WATCHER
  }

  /** A screen of text; Icinga itself takes up to 1 MB. */
  static final int OUTPUT_LIMIT = 4000;

  private static final String CUT = "\n(the text was longer and is cut off here)";

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public PassiveResult {
    requireName("host", host);
    requireName("service", service);
    require(!output.isBlank(), output, "an output must not be blank");
    for (String value : performanceData) {
      boolean legal = value.indexOf('=') > 0 && value.lines().count() == 1;
      require(legal, value, "performance data is one label=value each");
    }
    require(!checkSource.isBlank(), checkSource, "a check source must not be blank");
    require(ttl.compareTo(Duration.ofSeconds(1)) >= 0, ttl, "a ttl is at least a second");
    output = PlainText.lines(output.strip());
    if (output.length() > OUTPUT_LIMIT) {
      output = PlainText.startOf(output, OUTPUT_LIMIT - CUT.length()) + CUT;
    }
    performanceData = List.copyOf(performanceData);
  }

  /** Makes a result for a service of a cluster. */
  public PassiveResult(
      String host,
      String service,
      Severity state,
      String output,
      List<String> performanceData,
      String checkSource,
      Duration ttl,
      Optional<URI> notesUrl) {
    this(host, service, state, output, performanceData, checkSource, ttl, notesUrl, Whose.CLUSTER);
  }

  /** Makes a result for a service of a cluster without a page of notes. */
  public PassiveResult(
      String host,
      String service,
      Severity state,
      String output,
      List<String> performanceData,
      String checkSource,
      Duration ttl) {
    this(host, service, state, output, performanceData, checkSource, ttl, Optional.empty());
  }

  /** Returns the same result, with the page to read about its service. */
  public PassiveResult noted(URI page) {
    return new PassiveResult(
        host, service, state, output, performanceData, checkSource, ttl, Optional.of(page), whose);
  }

  /** Returns the same result, for a service of walwatch itself. */
  public PassiveResult ofTheWatcher() {
    return new PassiveResult(
        host, service, state, output, performanceData, checkSource, ttl, notesUrl, Whose.WATCHER);
  }

  /** Returns the name Icinga gives the service object: {@code host!service}. */
  public String objectName() {
    return host + "!" + service;
  }

  private static void requireName(String kind, String name) {
    require(!name.isBlank(), name, "the name of a " + kind + " must not be blank");
    // Icinga takes what follows the mark for the name of the service
    require(name.indexOf('!') < 0, name, "the name of a " + kind + " must not contain '!'");
  }

  private static void require(boolean legal, Object value, String rule) {
    if (!legal) {
      throw new IllegalArgumentException("\"" + value + "\": " + rule);
    }
  }
}
