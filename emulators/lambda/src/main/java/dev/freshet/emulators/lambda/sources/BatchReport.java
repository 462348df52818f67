package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a function says of a batch with {@code ReportBatchItemFailures}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial
 *     batch response of streams</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch response of queues</a>
 */
sealed interface BatchReport {

  /** Nothing failed: an empty or null list, or an empty or null answer. */
  record Success() implements BatchReport {}

  /** Everything failed: the answer is malformed or names an item that was not in the batch. */
  record Failure() implements BatchReport {}

  /** These items failed. */
  record Partial(Set<String> failed) implements BatchReport {}

  /** Reads the answer of a function that was given items of these ids. */
  static BatchReport read(String answer, Set<String> items) {
    Optional<JsonNode> json = answer.isEmpty() ? Json.parse("null") : Json.parse(answer);
    if (json.isEmpty() || !(json.get().isObject() || json.get().isNull())) {
      return new Failure();
    }
    JsonNode failures = json.get().path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return new Success();
    }
    return failures.isArray() ? read(failures, items) : new Failure();
  }

  private static BatchReport read(JsonNode failures, Set<String> items) {
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      JsonNode id = failure.path("itemIdentifier");
      if (!id.isTextual() || !items.contains(id.asText())) {
        return new Failure();
      }
      failed.add(id.asText());
    }
    return failed.isEmpty() ? new Success() : new Partial(failed);
  }
}
