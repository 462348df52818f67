package dev.freshet.table.governor;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.ManualClock;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class GovernorTableTest {

  @Test
  void saysThatItIsAwayWhenDynamoDbHasNoCapacityOrDoesNotAnswer() {
    SdkException throttled = DynamoDbException.builder().statusCode(429).build();
    SdkException silent = SdkClientException.create("no answer");

    assertThatExceptionOfType(GovernorAwayException.class)
        .isThrownBy(() -> table(throttled).firstSeen(new Witness("run1", 7, 0), Instant.EPOCH))
        .withCauseInstanceOf(ThrottledException.class);
    assertThatExceptionOfType(GovernorAwayException.class)
        .isThrownBy(() -> table(silent).edgeLimit())
        .withCause(silent);
  }

  private static GovernorTable table(SdkException failure) {
    return new GovernorTable(new Table(new Failing(failure), "governor", new ManualClock()));
  }

  private record Failing(SdkException failure) implements DynamoDbClient {

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      throw failure;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      throw failure;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
