package dev.freshet.operations;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;

/**
 * The system that an operation works on, wherever it runs: its names, and clients of its services.
 */
public interface Stack {

  /** The template's outputs: names, addresses and ARNs of resources. */
  Map<String, String> outputs();

  /**
   * One of the template's outputs.
   *
   * @throws OperationFailedException if the stack has no output of this name
   */
  default String output(String name) throws OperationFailedException {
    return Optional.ofNullable(outputs().get(name))
        .orElseThrow(() ->
            new OperationFailedException(
                "the stack has no output " + name + ": deploy the present template"));
  }

  /**
   * A client of one of the system's services; the caller closes it.
   *
   * @param service as the SDK names it
   */
  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
      B builder, String service);
}
