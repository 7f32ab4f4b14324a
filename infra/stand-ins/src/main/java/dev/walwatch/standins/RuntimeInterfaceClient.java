package dev.walwatch.standins;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of AWS's runtime interface client, as they lie on this JVM's own class path. */
final class RuntimeInterfaceClient {

  static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** One class of each jar: the client itself, core, serialization and utils-lite. */
  private static final List<String> CLASSES =
      List.of(
          "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class",
          "com/amazonaws/services/lambda/runtime/Context.class",
          "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class",
          "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

  private RuntimeInterfaceClient() {}

  static Stream<Path> jars() {
    return CLASSES.stream().map(RuntimeInterfaceClient::jarOf);
  }

  private static Path jarOf(String name) {
    URL url = RuntimeInterfaceClient.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IllegalStateException(name + " is missing on the class path");
    }
    try {
      return Path.of(((JarURLConnection) url.openConnection()).getJarFileURL().toURI());
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(url + " is in no jar file", e);
    }
  }
}
