package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Ulid;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TableInTroubleTest {
  private static final Ulid ID = new Ulid("01HV0000000000000000000000");

  @Test
  void aTableWithoutCapacityAsksTheClientToComeBack() {
    Call.Answer answer = answer("ThrottlingException");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"/problems/unavailable\"");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("X-Fresh-After")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void otherChangesInTheWayToTheLastAskTheClientToComeBack() {
    Call.Answer answer = Api.over(new Contended()).unfollow(ALICE, "bob").answer();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"/problems/unavailable\"", "nothing was changed");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("X-Fresh-After")).isEmpty();
  }

  @Test
  void anyOtherFailureOfTheTableTellsTheClientNothing() {
    Call.Answer answer = answer("ResourceNotFoundException");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("ResourceNotFound", "secret");
    assertThat(answer.header("Retry-After")).isEmpty();
  }

  private static Call.Answer answer(String code) {
    return Api.over(new Failing(code)).readNotification(ALICE, ID).answer();
  }

  /** Another transaction is always busy with the same items. */
  private record Contended() implements DynamoDbClient {
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      throw TransactionCanceledException.builder()
          .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
          .build();
    }

    @Override
    public String serviceName() {
      return "contended";
    }

    @Override
    public void close() {
      // holds nothing
    }
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
