package dev.walwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.report.LogLink.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The templates that the documentation gives, filled and read as their programs read them. */
class LogLinkExamplesTest {
  private static final Path PAGE = Path.of("..", "docs", "runbooks", "log-links.md");

  private static final Subject SUBJECT =
      new Subject(
          "backups/main",
          "main",
          "wal-archiving",
          "wal-silence",
          Instant.parse("2026-11-22T14:00:00Z"),
          Instant.parse("2026-11-22T15:30:00Z"));

  private static URI filled(String heading) throws IOException {
    var example = Pattern.compile("## " + heading + "\n[^#]*?```\n(\\S+)\n```");
    var found = example.matcher(Files.readString(PAGE));
    assertThat(found.find()).describedAs("an example under %s", heading).isTrue();
    return LogLink.of(found.group(1)).orElseThrow().about(SUBJECT);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  @Test
  void kibanaFindsTheOldQueriesAndTheTime() throws IOException {
    var link = filled("Kibana");

    assertThat(link.getHost()).isEqualTo("kibana.example.org");
    assertThat(decoded(link.getRawFragment()))
        .isEqualTo(
            "/?_g=(time:(from:'2026-11-22T14:00:00.000Z',to:'2026-11-22T15:30:00.000Z'))"
                + "&_a=(query:(language:lucene,query:'"
                + "syslog_program:wal-e_postgres_base_backup_push OR"
                + " message:\"*wal-e_postgres_archiving_wrapper*\"'))");
  }

  @Test
  void cloudWatchLogsInsightsFindsTheQueryTheTimeAndTheLogGroup() throws IOException {
    var link = filled("CloudWatch Logs Insights");

    var state = decoded(link.getRawFragment().replace('$', '%'));
    assertThat(state).startsWith("logsV2:logs-insights?queryDetail=~(").endsWith("))");
    assertThat(text(state, "start")).isEqualTo("2026-11-22T14:00:00.000Z");
    assertThat(text(state, "end")).isEqualTo("2026-11-22T15:30:00.000Z");
    assertThat(text(state, "timeType")).isEqualTo("ABSOLUTE");
    assertThat(text(state, "editorString"))
        .isEqualTo(
            """
            fields @timestamp, @message
            | filter @message like /wal-e_postgres_base_backup_push|wal-e_postgres_archiving_wrapper/
            | sort @timestamp desc
            | limit 200""");
    assertThat(text(state, "source")).isEqualTo("/postgresql/syslog");
  }

  /** Reads a text, or the first of a list of texts, as the console's state has it. */
  private static String text(String state, String name) {
    var found = Pattern.compile("[~(]" + name + "~(?:\\(~)?'([^~)]*)").matcher(state);
    assertThat(found.find()).describedAs("%s in %s", name, state).isTrue();
    return decoded(found.group(1).replace('*', '%'));
  }

  @Test
  void lokiFindsTheQueryAndTheTime() throws IOException {
    var link = filled("Grafana with Loki");

    assertThat(link.getPath()).isEqualTo("/explore");
    var panes = link.getRawQuery().replaceAll("^.*&panes=", "");
    var pane = JsonMapper.shared().readTree(decoded(panes)).iterator().next();
    assertThat(pane.at("/queries/0/expr").asString())
        .isEqualTo(
            "{job=\"syslog\"} |~"
                + " \"wal-e_postgres_base_backup_push|wal-e_postgres_archiving_wrapper\"");
    assertThat(pane.at("/queries/0/datasource/type").asString()).isEqualTo("loki");
    assertThat(pane.at("/range/from").asString()).isEqualTo("1795356000000");
    assertThat(pane.at("/range/to").asString()).isEqualTo("1795361400000");
  }
}
