package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Ulid;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class TableInTroubleTest {
  private static final Ulid ID = new Ulid("01HV0000000000000000000000");

  @Test
  void aTableWithoutCapacityAsksTheClientToComeBack() {
    Call.Answer answer = answer("ThrottlingException");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"/problems/unavailable\"");
    assertThat(answer.header("X-Fresh-After")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anyOtherFailureOfTheTableTellsTheClientNothing() {
    Call.Answer answer = answer("ResourceNotFoundException");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("ResourceNotFound", "secret");
  }

  private static Call.Answer answer(String code) {
    return Api.over(new Failing(code)).readNotification(ALICE, ID).answer();
  }

  /** Every request fails with this code. */
  private record Failing(String code) implements DynamoDbClient {
    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      throw DynamoDbException.builder()
          .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
          .message("secret")
          .build();
    }

    @Override
    public String serviceName() {
      return "failing";
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
