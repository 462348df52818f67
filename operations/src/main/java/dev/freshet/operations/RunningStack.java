package dev.freshet.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.local.system.LocalSystem;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * A system that runs: the outputs of its template, and how to reach the services that it is made
 * of.
 *
 * @param endpoints of services on this machine, by the names that the SDK has for them; empty for
 *     AWS, or where the environment says
 */
public record RunningStack(Map<String, String> outputs, Map<String, URI> endpoints) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public RunningStack {
    outputs = Map.copyOf(outputs);
    endpoints = Map.copyOf(endpoints);
  }

  /** A system in this JVM. */
  public static RunningStack of(LocalSystem system) {
    Map<String, String> outputs = new HashMap<>();
    system.template().outputs().forEach((name, value) -> outputs.put(name, value.text()));
    return new RunningStack(outputs, system.endpoints());
  }

  /**
   * A system that was deployed on AWS, or on what the environment names instead.
   *
   * @throws OperationFailedException if there is no such stack
   */
  public static RunningStack deployed(String name) throws OperationFailedException {
    try (CloudFormationClient client =
        CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      return new RunningStack(
          client
              .describeStacks(request -> request.stackName(name))
              .stacks()
              .getFirst()
              .outputs()
              .stream()
              .collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
          Map.of());
    } catch (CloudFormationException e) {
      throw new OperationFailedException(e.awsErrorDetails().errorMessage());
    }
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws OperationFailedException if it is something else
   */
  public static RunningStack parse(String json) throws OperationFailedException {
    try {
      JsonNode node = JSON.readTree(json);
      Map<String, String> outputs = new HashMap<>();
      node.path("outputs")
          .properties()
          .forEach(e -> outputs.put(e.getKey(), e.getValue().asText()));
      Map<String, URI> endpoints = new HashMap<>();
      node.path("endpoints")
          .properties()
          .forEach(e -> endpoints.put(e.getKey(), URI.create(e.getValue().asText())));
      return new RunningStack(outputs, endpoints);
    } catch (JsonProcessingException e) {
      throw new OperationFailedException("the running system does not say what it is made of");
    }
  }

  public String toJson() {
    ObjectNode node = JSON.createObjectNode();
    outputs.forEach(node.putObject("outputs")::put);
    ObjectNode services = node.putObject("endpoints");
    endpoints.forEach((service, endpoint) -> services.put(service, endpoint.toString()));
    return node.toString();
  }

  /**
   * One of the template's outputs.
   *
   * @throws OperationFailedException if there is none of this name
   */
  String output(String name) throws OperationFailedException {
    return Optional.ofNullable(outputs.get(name))
        .orElseThrow(() ->
            new OperationFailedException(
                "the stack has no output " + name + ": deploy the present template"));
  }

  /**
   * A client of one of the system's services.
   *
   * @param service as the SDK names it
   */
  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
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
