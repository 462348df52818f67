package dev.freshet.e2e.scenario;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Platform;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** A record of an item of no known type. */
@FreshetSystem
class PoisonRecordIT {

  private static final String NOTE = "What a later version wrote";

  @Test
  void itReachesTheDeadLetterQueueAndTheChangesBehindItGoOn(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    alice.get("/profile");
    Platform platform = freshet.platform();
    String partition = "USER#" + alice.user();

    put(platform, partition, "NOBODY-KNOWS-ME");
    alice.rename("Alice after the Poison");

    freshet.until(
        "the change behind the poison reaches the edge",
        () -> alice.get("/profile"),
        answer -> answer.json().path("name").asText().equals("Alice after the Poison"));
    freshet
        .await("the poison is in the dead-letter queue, whole")
        .until(() -> deadLetters(platform), letters -> letters.contains(alice.user().value()));
  }

  /** The stream records in the queue, of all scenarios. */
  private static String deadLetters(Platform platform) {
    return platform
        .sqs()
        .receiveMessage(receive ->
            receive
                .queueUrl(platform.output("StreamDlqUrl"))
                .waitTimeSeconds(1)
                .maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(Message::body)
        .filter(letter -> letter.contains("NewImage") && letter.contains(NOTE))
        .collect(Collectors.joining());
  }

  private static void put(Platform platform, String partition, String sort) {
    platform
        .dynamoDb()
        .putItem(put ->
            put.tableName(platform.output("TableName"))
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(partition),
                        "sk", AttributeValue.fromS(sort),
                        "note", AttributeValue.fromS(NOTE))));
  }
}
