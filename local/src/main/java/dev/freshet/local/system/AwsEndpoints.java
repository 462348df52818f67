package dev.freshet.local.system;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Points the SDK's clients of this JVM at the local servers, by the system properties that they
 * read by themselves. The properties are the whole JVM's, so one system at a time may have them.
 */
final class AwsEndpoints implements AutoCloseable {
  private static final String ENDPOINT = "aws.endpointUrl";

  private final Map<String, String> properties = new LinkedHashMap<>();

  AwsEndpoints(String region) {
    if (System.getProperty("aws.region") != null) {
      throw new IllegalStateException(
          "the SDK's clients of this JVM are pointed elsewhere already: aws.region is set");
    }
    set("aws.region", region);
    set("aws.accessKeyId", "local");
    set("aws.secretAccessKey", "local");
  }

  /**
   * Points the clients of one service.
   *
   * @param service as the SDK spells it in {@code aws.endpointUrl…}
   */
  void point(String service, URI endpoint) {
    set(ENDPOINT + service, endpoint.toString());
  }

  /** Where each service is that clients were pointed at. */
  Map<String, URI> all() {
    Map<String, URI> all = new LinkedHashMap<>();
    properties.forEach((name, value) -> {
      if (name.startsWith(ENDPOINT)) {
        all.put(name.substring(ENDPOINT.length()), URI.create(value));
      }
    });
    return all;
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
  }

  private void set(String name, String value) {
    properties.put(name, value);
    System.setProperty(name, value);
  }
}
