package dev.freshet.invalidator.edge;

import dev.freshet.lambda.observe.Metrics;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.purge.PurgeRule;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the edge invalidator for tests of other packages. */
public final class Invalidators {
  private Invalidators() {}

  public static EdgeInvalidator of(
      PurgeRule rule,
      LeaseStore leases,
      SqsClient sqs,
      CloudFrontClient cloudFront,
      EventBridgeClient bus,
      Metrics metrics,
      InstantSource clock) {
    return new EdgeInvalidator(
        new EdgeConfig("E1", "bus", "leases", "purges", "purge-dlq", rule),
        leases,
        sqs,
        cloudFront,
        bus,
        metrics,
        clock);
  }
}
