package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.List;
import java.util.Optional;

/**
 * {@code FilterCriteria} of a queue. A pattern for JSON bodies drops a message whose body is plain
 * text, and the other way round.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html">Using event
 *     filtering with an SQS event source</a>
 */
final class QueueFilter {
  private final List<Pattern> patterns;

  private record Pattern(JsonNode body, EventFilter filter) {}

  /**
   * Compiles the patterns.
   *
   * @throws IllegalArgumentException if one is no pattern
   */
  QueueFilter(List<String> patterns) {
    this.patterns = patterns.stream().map(QueueFilter::pattern).toList();
  }

  /** Whether the message, as {@link QueueMessages#record} makes it, matches any pattern. */
  boolean passes(ObjectNode message) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, message));
  }

  private static boolean matches(Pattern pattern, ObjectNode message) {
    Optional<JsonNode> json =
        Json.parse(message.path("body").asText()).filter(JsonNode::isContainerNode);
    if (pattern.body().isMissingNode()) {
      return pattern.filter().passes(message);
    }
    if (pattern.body().isObject() != json.isPresent()) {
      return false;
    }
    ObjectNode readable = message.deepCopy();
    json.ifPresent(body -> readable.set("body", body));
    return pattern.filter().passes(readable);
  }

  private static Pattern pattern(String text) {
    JsonNode json =
        Json.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("not a filter pattern: " + text));
    return new Pattern(json.path("body"), new EventFilter(List.of(text)));
  }
}
