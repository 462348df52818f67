package dev.freshet.operations.watch;

import dev.freshet.operations.OperationFailedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * Where a deployed stack can be watched.
 *
 * @param queueUrls by the names that the template has for the queues
 * @param logGroup to which all of its functions write
 */
public record WatchedStack(String name, Map<String, String> queueUrls, String logGroup) {
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String LOG_GROUP = "FunctionLogs";

  public WatchedStack {
    queueUrls = Map.copyOf(queueUrls);
  }

  /**
   * Looks its resources up, in the account and region of the environment.
   *
   * @throws OperationFailedException if CloudFormation knows no such stack, or it is not Freshet's
   */
  public static WatchedStack named(String name) throws OperationFailedException {
    try (CloudFormationClient client =
        CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      return of(
          name,
          client
              .listStackResourcesPaginator(request -> request.stackName(name))
              .stackResourceSummaries()
              .stream()
              .toList());
    } catch (CloudFormationException e) {
      throw new OperationFailedException(e.awsErrorDetails().errorMessage());
    }
  }

  static WatchedStack of(String name, List<StackResourceSummary> resources)
      throws OperationFailedException {
    return new WatchedStack(
        name,
        resources.stream()
            .filter(resource -> resource.resourceType().equals(QUEUE))
            .collect(
                Collectors.toMap(
                    StackResourceSummary::logicalResourceId,
                    StackResourceSummary::physicalResourceId)),
        resources.stream()
            .filter(resource -> resource.logicalResourceId().equals(LOG_GROUP))
            .map(StackResourceSummary::physicalResourceId)
            .findFirst()
            .orElseThrow(() ->
                new OperationFailedException(
                    "the stack " + name + " has no " + LOG_GROUP + ": is it one of Freshet's?")));
  }
}
