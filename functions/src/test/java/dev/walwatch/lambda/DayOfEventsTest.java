package dev.walwatch.lambda;

import dev.walwatch.report.Golden;
import dev.walwatch.report.MailText;
import dev.walwatch.report.Message;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people are told in a bad day: few messages, and the right ones. */
class DayOfEventsTest {
  private static final String[] FLEET = fleet(0, 500);
  private static final String[] MOST_OF_THE_FLEET = fleet(0, 350);
  private static final String[] REST_OF_THE_FLEET = fleet(350, 500);

  @Test
  void tellsFewMessagesAndTheRightOnes() throws IOException {
    var day = new DayOfEvents();
    day.begins("00:00", "prod/payments", "prod/orders", "prod/crm", "prod/hr", "prod/web");
    // the archiver of one server is stuck
    day.happens("02:10", day::stopsArchiving, "prod/payments");
    day.happens("06:40", day::archivesAgain, "prod/payments");
    // a primary dies before its last segment is shipped, which is found on its disk later
    day.happens("08:00", day::failsOver, "prod/orders");
    day.happens("09:10", day::archivesTheTail, "prod/orders");
    // a lifecycle rule expires WAL that is needed, and new backups are taken
    day.happens(
        "11:00", (server, now) -> day.expires(server, 24, now), "prod/crm", "prod/hr", "prod/web");
    day.happens("12:00", day::backsUp, "prod/crm", "prod/hr", "prod/web");
    // Icinga is down for an hour
    day.icingaIsDown("14:00", "15:00");
    // nothing records what S3 tells, so nobody could say that something is late
    day.recorderIsDead("13:00", "13:45");
    // what is left of the gaps is taken note of
    day.happens("15:30", day::isAcknowledged, "prod/crm", "prod/hr", "prod/web");
    // nothing gets out of a data centre for an hour
    day.begins("16:00", FLEET);
    day.happens("16:10", day::stopsArchiving, MOST_OF_THE_FLEET);
    day.happens("16:15", day::stopsArchiving, REST_OF_THE_FLEET);
    day.happens("17:20", day::archivesAgain, MOST_OF_THE_FLEET);
    day.happens("17:30", day::archivesAgain, REST_OF_THE_FLEET);
    day.ends("17:40", FLEET);
    // one server is worked on, and takes longer than was thought
    day.happens("20:00", day::isSilenced, "prod/payments");
    day.happens("20:10", day::stopsArchiving, "prod/payments");
    day.happens("22:20", day::archivesAgain, "prod/payments");

    day.passes();

    Golden.assertMatches(
        "a-day-of-events.txt",
        day.mail.messages().stream().map(DayOfEventsTest::entry).collect(Collectors.joining("\n")));
  }

  private static String[] fleet(int from, int to) {
    return IntStream.range(from, to).mapToObj("fleet/db%03d"::formatted).toArray(String[]::new);
  }

  private static String entry(Message message) {
    return "%s  %s [%s]%n"
            .formatted(DayOfEvents.timeOf(message.at()), verdict(message), message.service())
        + Stream.of(message.meaning(), message.action())
            .filter(text -> !text.isEmpty())
            .map(text -> "       " + text + "\n")
            .collect(Collectors.joining());
  }

  /** What a mail begins with. */
  private static String verdict(Message message) {
    return MailText.of(message).body().lines().findFirst().orElseThrow();
  }
}
