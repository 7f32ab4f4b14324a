package dev.walwatch.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Has parameters that can be changed, and remembers what was read. */
final class CountingSsm implements SsmClient {
  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> reads = new ConcurrentLinkedQueue<>();

  void put(String name, String value) {
    parameters.put(name, value);
  }

  void remove(String name) {
    parameters.remove(name);
  }

  List<String> reads() {
    return List.copyOf(reads);
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    reads.add(request.name());
    var value =
        Optional.ofNullable(parameters.get(request.name()))
            .orElseThrow(() -> ParameterNotFoundException.builder().build());
    return GetParameterResponse.builder().parameter(found -> found.value(value)).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
