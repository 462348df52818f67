package dev.freshet.local.system;

import dev.freshet.operations.Stack;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A system that runs on this machine: the outputs of its template, and how to reach the services
 * that it is made of.
 *
 * @param endpoints by the names that the SDK has for the services; of a service without one, the
 *     environment says where it is
 */
public record RunningStack(Map<String, String> outputs, Map<String, URI> endpoints)
    implements Stack {

  public RunningStack {
    outputs = Map.copyOf(outputs);
    endpoints = Map.copyOf(endpoints);
  }

  /** A system in this JVM. */
  public static RunningStack of(LocalSystem system) {
    Map<String, String> outputs = new HashMap<>();
    system.template().outputs().forEach((name, value) -> outputs.put(name, value.text()));
    // A distribution's domain name has no port.
    outputs.put("EdgeUrl", system.url().toString());
    return new RunningStack(outputs, system.endpoints());
  }

  @Override
  public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
      B builder, String service) {
    builder.httpClient(UrlConnectionHttpClient.create());
    URI endpoint = endpoints.get(service);
    if (endpoint != null) {
      builder
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return builder.build();
  }
}
