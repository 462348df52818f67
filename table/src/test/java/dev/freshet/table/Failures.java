package dev.freshet.table;

import java.util.Arrays;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Failures of DynamoDB in the form in which the SDK throws them. */
public final class Failures {
  private Failures() {}

  /** A cancelled transaction, with the codes of its first reasons; the others are None. */
  public static TransactionCanceledException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Arrays.stream(codes)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .awsErrorDetails(details("TransactionCanceledException"))
        .build();
  }

  public static DynamoDbException throttled() {
    return (DynamoDbException)
        ProvisionedThroughputExceededException.builder()
            .awsErrorDetails(details("ProvisionedThroughputExceededException"))
            .build();
  }

  public static DynamoDbException refused(String code) {
    return (DynamoDbException) DynamoDbException.builder().awsErrorDetails(details(code)).build();
  }

  public static Runnable thrown(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage("as on AWS").build();
  }
}
