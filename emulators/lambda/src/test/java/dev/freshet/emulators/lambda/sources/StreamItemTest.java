package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

class StreamItemTest {
  private static final Instant MINUTE = Instant.parse("2026-03-01T10:15:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:15:42.900Z, 2026-03-01T10:15:42Z",
    "2026-03-01T10:16:07.000Z, 2026-03-01T10:15:59Z",
    "2026-03-01T10:14:59.999Z, 2026-03-01T10:15:00Z",
  })
  void isDatedByTheSecondInWhichItWasSeenWithinTheMinuteThatDynamoDbLocalNames(
      Instant seen, Instant created) {
    StreamItem item = StreamItem.of(record(), "arn", seen);

    assertThat(item.created()).isEqualTo(created);
    assertThat(item.json().at("/dynamodb/ApproximateCreationDateTime").asLong())
        .isEqualTo(created.getEpochSecond());
  }

  private static Record record() {
    return Record.builder()
        .eventID("1")
        .eventName(OperationType.INSERT)
        .eventVersion("1.1")
        .awsRegion("local")
        .dynamodb(change ->
            change
                .sequenceNumber("1")
                .sizeBytes(10L)
                .approximateCreationDateTime(MINUTE)
                .streamViewType("KEYS_ONLY")
                .keys(Map.of("pk", AttributeValue.fromS("USER#a"))))
        .build();
  }
}
