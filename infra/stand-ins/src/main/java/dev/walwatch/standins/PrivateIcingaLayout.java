package dev.walwatch.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/**
 * Where the files of a private Icinga 2 are and what stands in them.
 *
 * @param home the absolute directory everything is in
 * @param node what it is called and where it listens
 */
record PrivateIcingaLayout(Path home, PrivateIcinga.Node node) {

  Path mainFile() {
    return home.resolve("etc/icinga2.conf");
  }

  Path console() {
    return home.resolve("console.log");
  }

  Path authority() {
    return certificates().resolve("ca.crt");
  }

  /** Where the CA's key is; kept apart from Icinga's data. */
  Path authorityKeys() {
    return home.resolve("ca");
  }

  private Path certificates() {
    return home.resolve("lib/certs");
  }

  /** Moves every directory Icinga knows below home; ZonesDir does not follow ConfigDir. */
  List<String> definitions() {
    return List.of(
        "NodeName=" + node.name(),
        "ConfigDir=" + home.resolve("etc"),
        "ZonesDir=" + home.resolve("etc/zones.d"),
        "DataDir=" + home.resolve("lib"),
        "LogDir=" + home.resolve("log"),
        "CacheDir=" + home.resolve("cache"),
        "SpoolDir=" + home.resolve("spool"),
        "InitRunDir=" + home.resolve("run"));
  }

  /** Returns the owner of home, which this process has just written to. */
  String user() throws IOException {
    return owner().owner().getName();
  }

  String group() throws IOException {
    return owner().group().getName();
  }

  private PosixFileAttributes owner() throws IOException {
    return Files.readAttributes(mainFile(), PosixFileAttributes.class);
  }

  void write(List<Path> operatorFiles, String extraConfiguration, String observerPassword)
      throws IOException {
    for (String directory : List.of("etc/zones.d", "lib/certs", "log", "cache", "spool", "run")) {
      Files.createDirectories(home.resolve(directory));
    }
    if (!Files.exists(authority())) {
      writeCertificates();
    }
    Path extra = home.resolve("etc/extra.conf");
    Files.writeString(extra, extraConfiguration);
    var main = new StringBuilder(mainConfiguration(observerPassword));
    include(main, extra);
    operatorFiles.forEach(file -> include(main, file));
    Files.writeString(mainFile(), main);
    Files.writeString(console(), "");
  }

  /** The least that answers the API and notices stale results; the log goes to the console. */
  private String mainConfiguration(String observerPassword) {
    return """
    include <itl>
    const ZoneName = NodeName
    object Endpoint NodeName { }
    object Zone ZoneName { endpoints = [ NodeName ] }
    object CheckerComponent "checker" { }
    object ApiListener "api" {
      bind_host = "127.0.0.1"
      bind_port = %d
    }
    object ApiUser "%s" {
      password = "%s"
      permissions = [ "objects/query/*", "actions/reschedule-check", "objects/create/Host" ]
    }
    """
        .formatted(node.port(), PrivateIcingaApi.OBSERVER, observerPassword);
  }

  private static void include(StringBuilder main, Path file) {
    main.append("include \"").append(file.toAbsolutePath().normalize()).append("\"\n");
  }

  private void writeCertificates() throws IOException {
    var made = PrivateIcingaCertificates.create(authorityKeys(), node.name());
    // Icinga finds the server's by its node name; the CA's comes last, it stands for the whole
    Files.copy(made.certificate(), certificates().resolve(node.name() + ".crt"));
    Files.copy(made.key(), certificates().resolve(node.name() + ".key"));
    Files.copy(made.authority(), authority());
  }
}
