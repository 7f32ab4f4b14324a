package dev.walwatch.delivery;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Where a deployment keeps its secrets, by name. */
@FunctionalInterface
public interface ParameterStore {

  /**
   * Returns the value of a parameter, decrypted; empty when there is no parameter of that name.
   *
   * @throws SdkException if the store cannot be asked, or refuses; no message shows a value
   */
  Optional<String> find(String name);
}
