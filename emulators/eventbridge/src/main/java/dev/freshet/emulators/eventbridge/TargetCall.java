package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.NoSuchFunctionException;
import dev.freshet.emulators.lambda.functions.PayloadTooLargeException;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * One call of a target, and the letter to its dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Using
 *     dead-letter queues to process undelivered events</a>
 */
final class TargetCall {
  private static final Logger LOG = LoggerFactory.getLogger(TargetCall.class);

  private final Functions functions;
  private final QueueSender queues;

  TargetCall(Functions functions, QueueSender queues) {
    this.functions = functions;
    this.queues = queues;
  }

  /** The outcome of a call. */
  sealed interface Outcome {}

  /** The target has the event. */
  record Done() implements Outcome {}

  /** It may have it or not; trying again may help. */
  record Failed(String code, String message) implements Outcome {}

  /** It has not, and never will: there is no such target. */
  record Hopeless(String code, String message) implements Outcome {}

  Outcome call(TargetSpec target, JsonNode event) {
    String input = input(target, event);
    try {
      switch (target.arn().service()) {
        case "lambda" -> functions.invokeAsync(target.arn().name(), input);
        case "sqs" -> queues.send(target.arn(), input, Map.of());
        default -> {
          return new Hopeless("UNSUPPORTED", "no target of this kind: " + target.arn());
        }
      }
      return new Done();
    } catch (NoSuchFunctionException | QueueDoesNotExistException e) {
      return new Hopeless("NO_RESOURCE", String.valueOf(e.getMessage()));
    } catch (PayloadTooLargeException e) {
      return new Hopeless("INVALID_PARAMETER", String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      return new Failed("SDK_CLIENT_ERROR", String.valueOf(e.getMessage()));
    }
  }

  /** Sends the event with the error in its attributes; without such a queue it is dropped. */
  void bury(Delivery delivery, String code, String message, int retries, String exhausted) {
    TargetSpec target = delivery.target();
    LOG.atWarn()
        .addKeyValue("rule", delivery.rule().name())
        .addKeyValue("target", target.arn())
        .addKeyValue("error", code)
        .log("an event could not be delivered");
    if (target.deadLetterQueue().isEmpty()) {
      return;
    }
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    attributes.put("RULE_ARN", QueueSender.text(delivery.rule().arn()));
    attributes.put("TARGET_ARN", QueueSender.text(target.arn().toString()));
    attributes.put("ERROR_CODE", QueueSender.text(code));
    attributes.put("ERROR_MESSAGE", QueueSender.text(message.isEmpty() ? code : message));
    attributes.put("RETRY_ATTEMPTS", QueueSender.number(retries));
    if (!exhausted.isEmpty()) {
      attributes.put("EXHAUSTED_RETRY_CONDITION", QueueSender.text(exhausted));
    }
    send(delivery, attributes);
  }

  private void send(Delivery delivery, Map<String, MessageAttributeValue> attributes) {
    try {
      queues.send(
          delivery.target().deadLetterQueue().orElseThrow(),
          delivery.event().toString(),
          attributes);
    } catch (SdkException e) {
      LOG.atError()
          .addKeyValue("rule", delivery.rule().name())
          .setCause(e)
          .log("an event did not reach its dead-letter queue and is lost");
    }
  }

  private static String input(TargetSpec target, JsonNode event) {
    return target
        .input()
        .orElseGet(
            () -> target.inputPath().map(path -> part(event, path)).orElse(event).toString());
  }

  private static JsonNode part(JsonNode event, String path) {
    String pointer = path.equals("$") ? "" : path.substring(1).replace('.', '/');
    return event.at(pointer);
  }
}
