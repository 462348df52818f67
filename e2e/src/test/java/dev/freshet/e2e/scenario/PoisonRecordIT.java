package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** A record that nobody can make sense of. */
@FreshetSystem
class PoisonRecordIT {

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
        .await("the poison is in the dead-letter queue")
        .until(() -> deadLetters(platform), letters -> !letters.isEmpty());
  }

  /**
   * The stream's failure records: each says where in the stream the record was, not what it held.
   */
  private static List<Message> deadLetters(Platform platform) {
    List<Message> letters =
        platform
            .sqs()
            .receiveMessage(receive ->
                receive
                    .queueUrl(platform.output("StreamDlqUrl"))
                    .waitTimeSeconds(1)
                    .maxNumberOfMessages(10))
            .messages();
    letters.forEach(letter -> assertThat(letter.body()).contains("DDBStreamBatchInfo"));
    return letters;
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
                        "note", AttributeValue.fromS(UUID.randomUUID().toString()))));
  }
}
