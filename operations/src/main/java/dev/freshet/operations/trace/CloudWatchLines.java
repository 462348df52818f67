package dev.freshet.operations.trace;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The lines in the stack's log group, from a time on: the more time, the longer the search. */
public record CloudWatchLines(Stack stack, Instant from) implements LogLines {

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">the
   * pattern's syntax</a>: in quotation marks, the text is found anywhere in a line.
   */
  @Override
  public List<String> with(String text) throws OperationFailedException {
    String group = stack.output("FunctionLogGroup");
    try (CloudWatchLogsClient client =
        stack.connect(CloudWatchLogsClient.builder(), "CloudWatch Logs")) {
      return client
          .filterLogEventsPaginator(request ->
              request
                  .logGroupName(group)
                  .startTime(from.toEpochMilli())
                  .filterPattern('"' + text + '"'))
          .events()
          .stream()
          .map(FilteredLogEvent::message)
          .toList();
    }
  }
}
