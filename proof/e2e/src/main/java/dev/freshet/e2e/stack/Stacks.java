package dev.freshet.e2e.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Deploys stacks and reads their outputs. */
final class Stacks {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final CloudFormationClient cloudFormation;

  Stacks(CloudFormationClient cloudFormation) {
    this.cloudFormation = cloudFormation;
  }

  /**
   * Deploys a template and waits until it is complete.
   *
   * @throws IllegalStateException with the reasons, if it fails
   */
  void create(String name, String templateUrl, Map<String, String> parameters) {
    cloudFormation.createStack(create ->
        create
            .stackName(name)
            .templateURL(templateUrl)
            .parameters(parameters.entrySet().stream().map(Stacks::parameter).toList())
            .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND));
    Awaitility.await("stack " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !status(name).toString().endsWith("_IN_PROGRESS"));
    if (status(name) != StackStatus.CREATE_COMPLETE) {
      throw new IllegalStateException(
          "stack " + name + " is " + status(name) + ":\n" + reasons(name));
    }
  }

  /** The outputs of a stack, by name. */
  Map<String, String> outputs(String name) {
    return stack(name).outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  /** The parameters of a stack, by name. */
  Map<String, String> parameters(String name) {
    return stack(name).parameters().stream()
        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
  }

  private StackStatus status(String name) {
    return stack(name).stackStatus();
  }

  private Stack stack(String name) {
    List<Stack> stacks =
        cloudFormation.describeStacks(describe -> describe.stackName(name)).stacks();
    return stacks.getFirst();
  }

  private String reasons(String name) {
    return cloudFormation
        .describeStackEvents(describe -> describe.stackName(name))
        .stackEvents()
        .stream()
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .map(Stacks::reason)
        .collect(Collectors.joining("\n"));
  }

  private static String reason(StackEvent event) {
    return "  " + event.logicalResourceId() + ": " + event.resourceStatusReason();
  }

  private static Parameter parameter(Map.Entry<String, String> entry) {
    return Parameter.builder()
        .parameterKey(entry.getKey())
        .parameterValue(entry.getValue())
        .build();
  }
}
