package dev.walwatch.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Icinga 2 of one's own: its files below one directory, its API on a free port of the
 * loopback, no file or service of the system touched. It runs as the user who starts it, root or
 * not, and ends with {@link #close()} or with the process that started it.
 *
 * <p>Safe for use by several threads.
 */
public final class PrivateIcinga implements AutoCloseable {

  /** The name in the server's certificate, which is Icinga's {@code NodeName}. */
  public static final String NODE_NAME = "localhost";

  /**
   * What an Icinga is called and where it listens.
   *
   * @param name its {@code NodeName}, which stands in its certificate
   * @param port of the loopback; 0 for any that is free
   */
  public record Node(String name, int port) {

    /** The one to take unless there is a reason. */
    public static final Node USUAL = new Node(NODE_NAME, 0);
  }

  private static final Pattern LISTENING =
      Pattern.compile("Started new listener on '\\[127\\.0\\.0\\.1]:(\\d+)'");

  private static final Duration STARTING = Duration.ofSeconds(30);
  private static final Duration STOPPING = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 20;

  private final Process umbrella;
  private final Thread shutdownHook;
  private final PrivateIcingaLayout layout;
  private final URI url;
  private final PrivateIcingaApi api;

  private PrivateIcinga(
      Process umbrella, PrivateIcingaLayout layout, int port, String observerPassword) {
    this.umbrella = umbrella;
    this.layout = layout;
    this.url = URI.create("https://localhost:" + port);
    this.api = new PrivateIcingaApi(url, caPem(), observerPassword);
    this.shutdownHook = new Thread(() -> end(umbrella), "end-private-icinga");
    Runtime.getRuntime().addShutdownHook(shutdownHook);
  }

  /** Returns the {@code icinga2} program, empty if Icinga 2 is not installed on this machine. */
  public static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    // an ordinary user's PATH rarely has the sbin directories
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "icinga2"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts an Icinga 2 and returns when its API listens, usually within half a second.
   *
   * @param directory where its files go; made if it is absent. The state of an earlier Icinga in it
   *     (last results, next checks) is taken over
   * @param operatorFiles configuration files to include, in this order
   * @param extraConfiguration what stands before them: the constants they need, and anything else
   *     in Icinga's configuration language; may be empty
   * @throws IllegalStateException if Icinga 2 is not installed, refuses the configuration, or does
   *     not listen in time; the message ends with what it printed
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static PrivateIcinga start(
      Path directory, List<Path> operatorFiles, String extraConfiguration) {
    return start(directory, operatorFiles, extraConfiguration, Node.USUAL);
  }

  /**
   * Starts an Icinga 2 of a certain name or at a certain port, see the other method.
   *
   * @throws IllegalStateException also if the port is taken
   */
  public static PrivateIcinga start(
      Path directory, List<Path> operatorFiles, String extraConfiguration, Node node) {
    Path program =
        program().orElseThrow(() -> new IllegalStateException("Icinga 2 is not installed"));
    Path home = directory.toAbsolutePath();
    var layout = new PrivateIcingaLayout(home, node);
    String observerPassword = PrivateIcingaApi.newPassword();
    try {
      layout.write(operatorFiles, extraConfiguration, observerPassword);
      Process umbrella = launch(program, layout);
      try {
        return new PrivateIcinga(umbrella, layout, awaitPort(umbrella, layout), observerPassword);
      } catch (IOException | RuntimeException e) {
        end(umbrella);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path program, PrivateIcingaLayout layout) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "daemon", "-c", layout.mainFile().toString()));
    layout.definitions().forEach(definition -> command.addAll(List.of("-D", definition)));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(layout.console().toFile());
    // by default it becomes the user nagios: an ordinary user may not, and root's files are not his
    builder.environment().put("ICINGA2_USER", layout.user());
    builder.environment().put("ICINGA2_GROUP", layout.group());
    return builder.start();
  }

  private static int awaitPort(Process umbrella, PrivateIcingaLayout layout) throws IOException {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (System.nanoTime() < deadline) {
      boolean ended = exited(umbrella, Duration.ofMillis(POLL_MILLIS));
      String console = Files.readString(layout.console());
      Matcher listening = LISTENING.matcher(console);
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      if (ended) {
        throw new IllegalStateException("Icinga 2 ended while it started:\n" + console);
      }
    }
    throw new IllegalStateException(
        "Icinga 2 does not listen after %s:%n%s"
            .formatted(STARTING, Files.readString(layout.console())));
  }

  /** Returns where the API listens, {@code https://localhost:PORT}. */
  public URI url() {
    return url;
  }

  /**
   * Returns the certificate of the CA that signed the server's certificate, PEM.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public String caPem() {
    try {
      return Files.readString(layout.authority());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the CA's certificate and key are, as ca.crt and ca.key, to sign others with. */
  public Path authorityKeys() {
    return layout.authorityKeys();
  }

  /** Returns the first of Icinga's processes: it takes signals, and the others are below it. */
  public ProcessHandle umbrella() {
    return umbrella.toHandle();
  }

  /** Returns the API as an onlooker sees it, who may read every object and ask for checks. */
  public PrivateIcingaApi api() {
    return api;
  }

  /** Ends this Icinga and all its processes, and waits for that. Doing it twice does no harm. */
  @Override
  public void close() {
    api.close();
    end(umbrella);
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException ignored) {
      // the machine is shutting down already, and the hook runs or has run
    }
  }

  /**
   * The umbrella process ends its worker and its spawner when it is asked to. Killed at once it
   * would leave them behind, and the worker does not listen to anybody else.
   */
  private static void end(Process umbrella) {
    List<ProcessHandle> descendants = umbrella.descendants().toList();
    umbrella.destroy();
    if (!exited(umbrella, STOPPING)) {
      umbrella.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean exited(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
