package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupTest {

  private final SilentScreen screen = new SilentScreen();
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  private record Part(String name, List<String> ended) implements AutoCloseable {
    @Override
    public void close() {
      ended.add(name);
      if (name.startsWith("bad")) {
        throw new IllegalStateException(name + " does not want to end");
      }
    }
  }

  @Test
  void endsPartsInTheReverseOrderEvenIfOneDoesNotEndWell() {
    var startup = new Startup(screen);
    startup.own(new Part("first", ended));
    startup.own(new Part("bad", ended));
    startup.own(new Part("last", ended));

    startup.close();

    assertThat(ended).containsExactly("last", "bad", "first");
  }

  @Test
  void saysOfEachPartHowLongItTook() throws Exception {
    try (var startup = new Startup(screen)) {
      var part = startup.begin(() -> new Part("S3", ended), Part::name);

      Startup.await(part);

      assertThat(screen.text()).matches(" +\\d+\\.\\d s  S3");
    }
  }

  @Test
  void throwsWhatAPartFailedWith() {
    try (var startup = new Startup(screen)) {
      var part =
          startup.<Part>begin(
              () -> {
                throw new IllegalStateException("the port is taken");
              },
              Part::name);

      assertThatThrownBy(() -> Startup.await(part)).hasMessage("the port is taken");
    }
  }

  @Test
  void endsWhatIsStartedTooLate() {
    var startup = new Startup(screen);
    startup.close();

    assertThatThrownBy(() -> startup.own(new Part("late", ended)))
        .hasMessageContaining("has ended");
    assertThat(ended).containsExactly("late");
  }

  @Test
  void leavesNoTemporaryDirectoryBehind() throws Exception {
    var startup = new Startup(screen);
    var directory = startup.own(TemporaryDirectory.create()).path();
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/b/c"), "text");

    startup.close();

    assertThat(directory).doesNotExist();
  }
}
