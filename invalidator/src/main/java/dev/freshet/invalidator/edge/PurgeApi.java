package dev.freshet.invalidator.edge;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;

/**
 * The distribution's side of a purge. Thread-safe; blocks for as long as the client does, which
 * must try once: the answer to a second try says nothing about the first one.
 */
final class PurgeApi {
  private static final Logger LOG = LoggerFactory.getLogger(PurgeApi.class);

  /**
   * Refusals that pass by themselves, by their codes: not every one of them has a class in the SDK.
   * AWS documents no rate of CreateInvalidation; an SDK maintainer says 0.5 a second and account
   * (github.com/aws/aws-sdk-js/issues/3983). "Throttling" comes with status 400.
   */
  private static final Map<String, String> METRICS =
      Map.of(
          "Throttling", "InvalidationsThrottled",
          "ThrottlingException", "InvalidationsThrottled",
          "TooManyInvalidationsInProgress", "InvalidationsTooManyInProgress");

  private final CloudFrontClient client;
  private final String distributionId;

  PurgeApi(CloudFrontClient client, String distributionId) {
    this.client = client;
    this.distributionId = distributionId;
  }

  /** What CloudFront said to an invalidation. */
  sealed interface Outcome {

    /** It is under way, from this call or from an equal one before. */
    record Accepted(String invalidationId) implements Outcome {}

    /**
     * It was not carried out, and costs nothing.
     *
     * @param metric what to count it as
     */
    record Refused(String metric) implements Outcome {}

    /** It may be under way. */
    record Unanswered() implements Outcome {}
  }

  Outcome purge(Invalidation invalidation) {
    try {
      var created = client.createInvalidation(request(invalidation)).invalidation();
      return new Outcome.Accepted(created.id());
    } catch (AwsServiceException answer) {
      LOG.atWarn().setCause(answer).log("CloudFront refused a purge");
      return isClientsFault(answer.statusCode())
          ? new Outcome.Refused(METRICS.getOrDefault(code(answer), "InvalidationsRefused"))
          : new Outcome.Unanswered();
    } catch (SdkException unanswered) {
      LOG.atWarn().setCause(unanswered).log("no answer to a purge");
      return new Outcome.Unanswered();
    }
  }

  private static boolean isClientsFault(int status) {
    return status >= 400 && status < 500;
  }

  private static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private CreateInvalidationRequest request(Invalidation invalidation) {
    List<String> items = invalidation.items();
    return CreateInvalidationRequest.builder()
        .distributionId(distributionId)
        .invalidationBatch(batch ->
            batch
                .callerReference(invalidation.callerReference())
                .paths(paths -> paths.quantity(items.size()).items(items)))
        .build();
  }
}
