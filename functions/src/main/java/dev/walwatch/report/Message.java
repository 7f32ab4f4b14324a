package dev.walwatch.report;

import dev.walwatch.alert.News;
import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One message to people, before it is written for a channel. Every channel says the same.
 *
 * <p>All texts are one line each, without control characters, whoever wrote them: the constructor
 * sees to it.
 *
 * @param id the same whenever this message is repeated, for nothing else
 * @param story what this message has in common with those before and after it about the same
 *     trouble, from its beginning to its end
 * @param news why it is sent
 * @param severity how bad it is now
 * @param cluster bucket and prefix; only the bucket in a message about several; {@code walwatch} in
 *     one about the watcher itself
 * @param service {@code base-backup}, {@code wal-archiving} or {@code walwatch}
 * @param code the finding's short name, which names its runbook page
 * @param headline what it is, short enough for a pager, without the severity
 * @param since since when it is not OK or, when it is, since when it is again
 * @param at the moment of judgement
 * @param facts what is known, a sentence each
 * @param meaning what is lost, or what it means; empty when all is well
 * @param action what to do; empty when there is nothing to do
 * @param clusters the clusters that a message about several is about, the first of them; empty in
 *     one about one
 * @param clusterCount how many it is about, those that are not named included
 * @param runbook the page about it
 * @param logs where its logs are; empty when nobody set that up
 * @param beginning how the story began; empty in the message that begins it
 */
public record Message(
    String id,
    String story,
    News news,
    Severity severity,
    String cluster,
    String service,
    String code,
    String headline,
    Instant since,
    Instant at,
    List<String> facts,
    String meaning,
    String action,
    List<String> clusters,
    int clusterCount,
    Optional<URI> runbook,
    Optional<URI> logs,
    Optional<Beginning> beginning) {

  /** What messages about the watcher itself have in place of a cluster. */
  public static final String WATCHER = "walwatch";

  /**
   * How a story began.
   *
   * @param at when people were first told of the trouble
   * @param severity how bad it was then
   */
  public record Beginning(Instant at, Severity severity) {}

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** As long as a message for a person can be; what is cut is cut visibly. */
  private static final int LONGEST_TEXT = 2000;

  /**
   * Makes every text one safe line.
   *
   * @throws IllegalArgumentException if the id, the story, the cluster, the service, the code or
   *     the headline is blank, or more clusters are named than there are
   */
  public Message {
    id = text("id", id);
    story = text("story", story);
    service = text("service", service);
    code = text("code", code);
    cluster = text("cluster", cluster);
    headline = text("headline", headline);
    facts = facts.stream().map(Message::oneLine).toList();
    meaning = oneLine(meaning);
    action = oneLine(action);
    clusters = clusters.stream().map(Message::oneLine).toList();
    if (clusterCount < Math.max(1, clusters.size())) {
      throw new IllegalArgumentException(
          clusterCount + " clusters are fewer than the " + clusters.size() + " that are named");
    }
  }

  /** Makes a message that begins its story and names all that it is about. */
  public Message(
      String id,
      String story,
      News news,
      Severity severity,
      String cluster,
      String service,
      String code,
      String headline,
      Instant since,
      Instant at,
      List<String> facts,
      String meaning,
      String action,
      List<String> clusters,
      Optional<URI> runbook,
      Optional<URI> logs) {
    this(
        id,
        story,
        news,
        severity,
        cluster,
        service,
        code,
        headline,
        since,
        at,
        facts,
        meaning,
        action,
        clusters,
        Math.max(1, clusters.size()),
        runbook,
        logs,
        Optional.empty());
  }

  /** Returns the bucket that this is about; empty in a message about the watcher itself. */
  public Optional<String> bucket() {
    return cluster.equals(WATCHER)
        ? Optional.empty()
        : Optional.of(cluster.split("/", 2)[0]).filter(name -> BUCKET.matcher(name).matches());
  }

  /** Returns the name that people call the cluster: the last part of its prefix, or the bucket. */
  public String shortName() {
    return shortName(cluster);
  }

  static String shortName(String cluster) {
    var path = cluster.endsWith("/") ? cluster.substring(0, cluster.length() - 1) : cluster;
    var last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? cluster : last;
  }

  private static String text(String component, String value) {
    var line = oneLine(value);
    requireText(component, line);
    return line;
  }

  private static void requireText(String component, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "\"" + value + "\": the " + component + " of a message must not be blank");
    }
  }

  private static String oneLine(String text) {
    return PlainText.oneLine(text, LONGEST_TEXT);
  }
}
