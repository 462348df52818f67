package dev.freshet.invalidator.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

/** The distribution's side of a purge. Thread-safe; blocks for as long as the client does. */
final class Edge {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  private final CloudFrontClient client;
  private final String distributionId;

  Edge(CloudFrontClient client, String distributionId) {
    this.client = client;
    this.distributionId = distributionId;
  }

  /** What CloudFront said to an invalidation. */
  sealed interface Outcome {

    /** It is under way, now or since an earlier try. */
    record Accepted(String invalidationId) implements Outcome {}

    /** It is not known to be under way, for this reason. */
    enum Refused implements Outcome {
      TOO_MANY_IN_PROGRESS("InvalidationsTooManyInProgress"),
      THROTTLED("InvalidationsThrottled"),
      FAILED("InvalidationsFailed");

      private final String metric;

      Refused(String metric) {
        this.metric = metric;
      }

      String metric() {
        return metric;
      }
    }
  }

  Outcome purge(Invalidation invalidation) {
    try {
      var response = client.createInvalidation(request(invalidation));
      return new Outcome.Accepted(response.invalidation().id());
    } catch (TooManyInvalidationsInProgressException full) {
      return refused(Outcome.Refused.TOO_MANY_IN_PROGRESS, full);
    } catch (CloudFrontException answer) {
      return refused(
          answer.isThrottlingException() ? Outcome.Refused.THROTTLED : Outcome.Refused.FAILED,
          answer);
    } catch (SdkException unanswered) {
      return refused(Outcome.Refused.FAILED, unanswered);
    }
  }

  private CreateInvalidationRequest request(Invalidation invalidation) {
    return CreateInvalidationRequest.builder()
        .distributionId(distributionId)
        .invalidationBatch(batch ->
            batch
                .callerReference(invalidation.callerReference())
                .paths(paths ->
                    paths.quantity(invalidation.items().size()).items(invalidation.paths())))
        .build();
  }

  private static Outcome refused(Outcome.Refused reason, SdkException cause) {
    LOG.atWarn()
        .addKeyValue("cause", cause)
        .addKeyValue("reason", reason)
        .log("edge refused a purge");
    return reason;
  }
}
