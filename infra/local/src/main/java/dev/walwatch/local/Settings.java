package dev.walwatch.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the local system is to be.
 *
 * @param home the project's folder, built
 * @param ports where the stand-ins listen
 * @param icinga whether an Icinga 2 that is installed is used
 * @param visibilityTimeout of the queue, instead of the template's
 * @param parameters of the template, where they are not to have what they have here otherwise
 * @param besideCode a folder of classes that the functions find beside their own code
 */
public record Settings(
    Path home,
    Ports ports,
    boolean icinga,
    Optional<Duration> visibilityTimeout,
    Map<String, String> parameters,
    Optional<Path> besideCode) {
  public Settings {
    parameters = Map.copyOf(parameters);
  }

  /** Returns the settings that need no thought: free ports, Icinga if it is there. */
  public static Settings of(Path home) {
    return new Settings(home, Ports.FREE, true, Optional.empty(), Map.of(), Optional.empty());
  }

  /** Returns the same with these ports. */
  public Settings with(Ports others) {
    return new Settings(home, others, icinga, visibilityTimeout, parameters, besideCode);
  }

  /** Returns the same as if Icinga were not installed. */
  public Settings withoutIcinga() {
    return new Settings(home, ports, false, visibilityTimeout, parameters, besideCode);
  }

  /** Returns the same with a message hidden for so long after it was received. */
  public Settings hidingMessagesFor(Duration timeout) {
    return new Settings(home, ports, icinga, Optional.of(timeout), parameters, besideCode);
  }

  /** Returns the same with these parameters of the template, and those it had. */
  public Settings deployedWith(Map<String, String> more) {
    var all = new HashMap<>(parameters);
    all.putAll(more);
    return new Settings(home, ports, icinga, visibilityTimeout, all, besideCode);
  }

  /** Returns the same with a folder of classes that the functions find beside their own code. */
  Settings withBesideCode(Path folder) {
    return new Settings(home, ports, icinga, visibilityTimeout, parameters, Optional.of(folder));
  }

  Path template() {
    return home.resolve("infra/template.yaml");
  }

  Path icingaFiles() {
    return home.resolve("infra/icinga");
  }

  Path deploymentZip() {
    return home.resolve("functions/target/walwatch-functions.zip");
  }

  /** Whether the start needs no npm. */
  boolean isDynaliteInstalled() {
    var folders = installFolder().toFile().list((_, name) -> name.startsWith("dynalite-"));
    return folders != null && folders.length > 0;
  }

  /** Where dynalite is installed once: below a folder that a clean build throws away. */
  Path installFolder() {
    return home.resolve("infra/local/target");
  }
}
