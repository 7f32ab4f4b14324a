package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalSlackTest {
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final LocalSlack slack = LocalSlack.start(posted::add);

  @AfterEach
  void stop() {
    slack.close();
  }

  @Test
  void handsOnTheTextOfWhatIsPosted() throws Exception {
    assertThat(post(slack.webhook(), "{\"text\":\"a gap\",\"blocks\":[]}")).isEqualTo("200 ok");

    assertThat(posted).containsExactly("a gap");
  }

  @Test
  void refusesWhatSlackRefuses() throws Exception {
    assertThat(post(slack.webhook(), "{\"blocks\":[]}")).isEqualTo("400 no_text");
    assertThat(post(slack.webhook(), "text=a")).isEqualTo("400 invalid_payload");
    assertThat(post(slack.webhook().resolve("/services/other"), "{\"text\":\"a\"}"))
        .isEqualTo("404 no_service");
    assertThat(posted).isEmpty();
  }

  private static String post(URI address, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(address)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(10))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
