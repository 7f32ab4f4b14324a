package dev.walwatch.delivery;

import dev.walwatch.secret.Secret;
import dev.walwatch.secret.SecretAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads secrets from where a setting says: the name of an SSM parameter, or {@code file:PATH}.
 *
 * <p>A SecureString comes decrypted. A secret of Secrets Manager is read through SSM, by the
 * parameter name {@code /aws/reference/secretsmanager/NAME}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html">Secrets
 *     Manager secrets from Parameter Store</a>
 */
public final class Secrets {

  private static final String FILE = "file:";

  /** What names and ARNs of parameters and secrets are made of. */
  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z0-9_.:/+=@-]+");

  private final ParameterStore parameters;

  /** Makes a reader; the store is asked only when a setting names a parameter. */
  public Secrets(ParameterStore parameters) {
    this.parameters = parameters;
  }

  /**
   * Returns the secret a setting stands for, without white space at its ends.
   *
   * @throws SecretUnreadableException if it is absent, empty or not permitted; the message names
   *     the setting and the way out
   */
  public Secret read(String setting) {
    String text =
        setting.startsWith(FILE) ? file(setting.substring(FILE.length())) : parameter(setting);
    if (text.isBlank()) {
      throw new SecretUnreadableException(setting + ": the secret is empty");
    }
    return new Secret(text.strip());
  }

  /**
   * Returns the web address a setting stands for.
   *
   * @param what it is the address of, for the message of the exception: {@code a Slack webhook}
   * @throws SecretUnreadableException if it cannot be read, is no web address or not one of https;
   *     nothing of it is in the message
   */
  SecretAddress readAddress(String setting, String what) {
    return SecretAddress.parse(read(setting))
        .orElseThrow(
            () ->
                new SecretUnreadableException(
                    "%s: the address of %s begins with https:// and is nothing else"
                        .formatted(setting, what)));
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new SecretUnreadableException(
          path + ": the file of a secret cannot be read. Check that it exists and may be read", e);
    }
  }

  private String parameter(String name) {
    if (!PARAMETER_NAME.matcher(name).matches() || name.contains("://")) {
      // somebody may have put the secret itself where its name belongs
      throw new SecretUnreadableException(
          "the setting of a secret is neither the name of an SSM parameter nor file:PATH. It is not"
              + " shown here, as it may be the secret itself");
    }
    return find(name)
        .orElseThrow(
            () ->
                new SecretUnreadableException(
                    name
                        + ": there is no such SSM parameter in this region and account. Put it"
                        + " there as a SecureString, or correct the setting"));
  }

  private Optional<String> find(String name) {
    try {
      return parameters.find(name);
    } catch (SdkException e) {
      throw new SecretUnreadableException(
          name
              + ": the SSM parameter cannot be read. Check that the function may ssm:GetParameter"
              + " and kms:Decrypt it, or secretsmanager:GetSecretValue if it stands for a secret",
          e);
    }
  }
}
