package dev.freshet.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Invokes ChangePublisher with records that it could not publish. One that it still cannot publish
 * becomes a new letter, which is left in the queue. Of a letter that has no images, all views of
 * the item's owner are flushed instead. For one redrive; not thread-safe.
 */
final class PublishAgain implements Redrive.Way {
  private final LambdaClient lambda;
  private final String publisher;
  private final Flush flush;
  private final Set<String> givenBack = new HashSet<>();
  private final Set<String> cameBack = new HashSet<>();

  PublishAgain(LambdaClient lambda, String publisher, Flush flush) {
    this.lambda = lambda;
    this.publisher = publisher;
    this.flush = flush;
  }

  @Override
  public void giveBack(String body) throws OperationFailedException {
    JsonNode record =
        Letters.parse(body)
            .filter(letter -> letter.path("dynamodb").isObject())
            .orElseThrow(() -> new OperationFailedException("it holds no stream record"));
    String eventId = record.path("eventID").asText(body);
    if (givenBack.contains(eventId)) {
      cameBack.add(eventId);
      throw new OperationFailedException("ChangePublisher still cannot publish record " + eventId);
    }
    if (record.path("imagesOmitted").asBoolean()) {
      flush.flush(owner(record));
    } else {
      invoke("{\"Records\":[" + body + "]}");
      givenBack.add(eventId);
    }
  }

  @Override
  public int cameBack() {
    return cameBack.size();
  }

  private static Owner owner(JsonNode record) throws OperationFailedException {
    String partitionKey = record.at("/dynamodb/Keys/pk/S").asText();
    return Stream.of(ItemType.PROFILE, ItemType.PRODUCT)
        .flatMap(type -> owner(partitionKey, type).stream())
        .findFirst()
        .orElseThrow(() ->
            new OperationFailedException(
                "it has no images, and its key names no owner to be flushed: flush everything"));
  }

  /** By an item that each owner of this kind has, as the record's own may be of no known type. */
  private static Optional<Owner> owner(String partitionKey, ItemType type) {
    try {
      return ItemKey.parse(partitionKey, type.sortKey()).owner();
    } catch (IllegalArgumentException otherKind) {
      return Optional.empty();
    }
  }

  private void invoke(String event) throws OperationFailedException {
    InvokeResponse response =
        lambda.invoke(
            request -> request.functionName(publisher).payload(SdkBytes.fromUtf8String(event)));
    JsonNode answer = Letters.parse(response.payload().asUtf8String()).orElseThrow();
    if (response.functionError() != null || !answer.path("batchItemFailures").isEmpty()) {
      throw new OperationFailedException("ChangePublisher could not publish it now: see its log");
    }
  }
}
