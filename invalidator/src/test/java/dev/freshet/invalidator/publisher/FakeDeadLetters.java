package dev.freshet.invalidator.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS as far as it is used: one queue, which keeps what it is sent unless it is unavailable. */
final class FakeDeadLetters implements SqsClient {
  private final List<String> letters = new ArrayList<>();
  private boolean unavailable;

  void becomeUnavailable() {
    unavailable = true;
  }

  void recover() {
    unavailable = false;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    if (unavailable) {
      throw SdkClientException.create("connection refused");
    }
    letters.add(request.messageBody());
    return SendMessageResponse.builder().messageId("letter-" + letters.size()).build();
  }

  List<String> letters() {
    return letters;
  }

  List<String> sequenceNumbers() {
    return letters.stream()
        .map(letter -> Json.read(letter, JsonNode.class))
        .map(letter -> letter.path("dynamodb").path("SequenceNumber").asText())
        .toList();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
