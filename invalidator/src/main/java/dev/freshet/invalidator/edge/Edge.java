package dev.freshet.invalidator.edge;

import dev.freshet.invalidator.governor.Invalidation;
import java.time.Instant;
import java.util.List;
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

    /**
     * It is under way.
     *
     * @param createdAt earlier than this call, if an earlier try had got through: CloudFront does
     *     not do it again
     */
    record Accepted(String invalidationId, Instant createdAt) implements Outcome {}

    /** It is not known to be under way, for this reason. */
    enum Refused implements Outcome {
      TOO_MANY_IN_PROGRESS("InvalidationsTooManyInProgress", false),
      THROTTLED("InvalidationsThrottled", false),
      /** It may be under way, and charged, all the same. */
      FAILED("InvalidationsFailed", true);

      private final String metric;
      private final boolean maybeCharged;

      Refused(String metric, boolean maybeCharged) {
        this.metric = metric;
        this.maybeCharged = maybeCharged;
      }

      boolean maybeCharged() {
        return maybeCharged;
      }

      String metric() {
        return metric;
      }
    }
  }

  Outcome purge(Invalidation invalidation) {
    return purge(invalidation.callerReference(), invalidation.paths());
  }

  /** Purges all there is, at the price of one item. */
  Outcome wipe(String callerReference) {
    return purge(callerReference, List.of("/*"));
  }

  private Outcome purge(String callerReference, List<String> paths) {
    try {
      var created = client.createInvalidation(request(callerReference, paths)).invalidation();
      return new Outcome.Accepted(created.id(), created.createTime());
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

  private CreateInvalidationRequest request(String callerReference, List<String> paths) {
    return CreateInvalidationRequest.builder()
        .distributionId(distributionId)
        .invalidationBatch(batch ->
            batch
                .callerReference(callerReference)
                .paths(items -> items.quantity(paths.size()).items(paths)))
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
