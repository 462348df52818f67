package dev.freshet.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.local.functions.Json;
import dev.freshet.local.sources.StreamPosition;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Reads records that ChangePublisher gave up from the stream, where the queue has only their
 * positions, and invokes it with them once more.
 */
final class PublishAgain implements Redrive.Way {
  private static final String GONE =
      "the stream keeps its records for 24 hours and has these no longer: flush the users concerned";

  private final DynamoDbStreamsClient streams;
  private final LambdaClient lambda;
  private final String publisher;

  PublishAgain(DynamoDbStreamsClient streams, LambdaClient lambda, String publisher) {
    this.streams = streams;
    this.lambda = lambda;
    this.publisher = publisher;
  }

  @Override
  public void giveBack(String body) throws OperationFailedException {
    StreamPosition position =
        Json.parse(body)
            .flatMap(StreamPosition::of)
            .orElseThrow(() -> new OperationFailedException("it holds no position in the stream"));
    invoke(event(position));
  }

  private String event(StreamPosition position) throws OperationFailedException {
    try {
      return position.read(streams).orElseThrow(() -> new OperationFailedException(GONE));
    } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
      throw new OperationFailedException(GONE);
    } catch (DynamoDbException e) {
      throw new OperationFailedException("its records cannot be read: " + e.getMessage());
    }
  }

  private void invoke(String event) throws OperationFailedException {
    InvokeResponse response =
        lambda.invoke(
            request -> request.functionName(publisher).payload(SdkBytes.fromUtf8String(event)));
    if (response.functionError() != null) {
      throw new OperationFailedException("ChangePublisher cannot read its records");
    }
    JsonNode failures =
        Json.parse(response.payload().asUtf8String()).orElseThrow().path("batchItemFailures");
    if (!failures.isEmpty()) {
      throw new OperationFailedException("ChangePublisher could not publish all of its records");
    }
  }
}
