package dev.walwatch.local.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes each call that a function makes through the SDK, before it is made: a line in a file that
 * is named after the function and lies beside this class. The SDK finds it by itself in the
 * functions' own processes, where nothing but the SDK and the JDK can be relied on.
 *
 * @see RecordedCalls
 */
public final class CallRecorder implements ExecutionInterceptor {
  /** Where the SDK looks for interceptors of all its clients. */
  static final String REGISTRATION =
      "software/amazon/awssdk/global/handlers/execution.interceptors";

  /** What requests say of the resources that they are about. */
  private static final List<String> PARAMETERS =
      List.of("TableName", "Bucket", "Key", "VersionId", "Prefix", "QueueUrl", "TopicArn", "Name");

  private final Path file;

  /** Made by the SDK. */
  public CallRecorder() {
    this.file = folder().resolve(System.getenv("AWS_LAMBDA_FUNCTION_NAME") + ".calls");
  }

  private static Path folder() {
    try {
      return Path.of(
          CallRecorder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this class lies in no folder", e);
    }
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    var line =
        new StringBuilder(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
            .append(' ')
            .append(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    for (var name : PARAMETERS) {
      context
          .request()
          .getValueForField(name, Object.class)
          // the key of DynamoDB is a map, and whose it is does not matter
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .ifPresent(value -> line.append(' ').append(name).append('=').append(encoded(value)));
    }
    try {
      // one write of one line: several threads make calls
      Files.writeString(
          file, line.append('\n').toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
