package dev.walwatch.report;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;
import java.util.Optional;

/**
 * The message about a service's change of state, as a person reads it in a mail.
 *
 * @param subject one line
 * @param body plain text; its first line is the verdict
 */
public record MailReport(String subject, String body) {

  /**
   * Writes the message.
   *
   * @param before the state before; empty when the service is seen for the first time
   */
  public static MailReport of(
      ClusterId cluster, ServiceReport report, Optional<ServiceState> before, ServiceState now) {
    var name = PlainText.line(cluster.shortName());
    var subject = "walwatch: " + now.severity() + " " + name + " " + inWords(report.service());
    var body =
        report.headline()
            + "\n\n"
            + (report.details().isBlank() ? "" : report.details() + "\n")
            + "Cluster: s3://"
            + PlainText.line(cluster.toString())
            + "\nService: "
            + report.service().runbookName()
            + "\nState: "
            + before.map(state -> state.severity() + " → ").orElse("")
            + now.severity()
            + " since "
            + Spoken.moment(now.since())
            + "\n";
    return new MailReport(subject, body);
  }

  private static String inWords(Service service) {
    return switch (service) {
      case BASE_BACKUP -> "base backup";
      case WAL_ARCHIVING -> "WAL archiving";
    };
  }
}
