package dev.freshet.operations;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** A stack that is deployed on AWS, or on what {@code AWS_ENDPOINT_URL} names instead. */
public record CloudFormationStack(Map<String, String> outputs) implements Stack {

  public CloudFormationStack {
    outputs = Map.copyOf(outputs);
  }

  /**
   * Reads the stack's outputs.
   *
   * @throws OperationFailedException if CloudFormation cannot be asked, or knows no such stack
   */
  public static CloudFormationStack named(String name) throws OperationFailedException {
    try (CloudFormationClient client =
        CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      return new CloudFormationStack(
          client
              .describeStacks(request -> request.stackName(name))
              .stacks()
              .getFirst()
              .outputs()
              .stream()
              .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    } catch (CloudFormationException e) {
      throw new OperationFailedException(e.awsErrorDetails().errorMessage());
    } catch (SdkClientException e) {
      throw new OperationFailedException(
          "stack "
              + name
              + " cannot be looked up: "
              + String.valueOf(e.getMessage()).split(" from any of | in the chain ", 2)[0]
              + ". Set the region, the credentials and, for a LocalStack, AWS_ENDPOINT_URL; without"
              + " --stack, the system on this machine is meant");
    }
  }

  @Override
  public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
      B builder, String service) {
    return builder.httpClient(UrlConnectionHttpClient.create()).build();
  }
}
