package dev.freshet.invalidator.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.freshet.invalidator.EventBus;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Purges from the edge what was evicted from Redis. A message that cannot be served yet, because it
 * came early or CloudFront is busy, goes back to its queue; one that cannot be read does so until
 * the queue moves it to its dead-letter queue. The others of the batch go on.
 */
public final class EdgeInvalidator implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeInvalidator.class);

  private final PurgeGovernor governor;
  private final Edge edge;
  private final EventBus bus;
  private final Metrics metrics;
  private final InstantSource clock;

  /** For Lambda. */
  public EdgeInvalidator() {
    this(System.getenv());
  }

  EdgeInvalidator(Map<String, String> environment) {
    this(new Settings(environment), Clock.systemUTC());
  }

  private EdgeInvalidator(Settings settings, InstantSource clock) {
    this(
        new PurgeGovernor(settings.seconds("PURGE_WINDOW_SECONDS")),
        new Edge(
            CloudFrontClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            settings.text("DISTRIBUTION_ID")),
        new EventBus(
            EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            settings.text("EVENT_BUS_NAME")),
        Metrics.of(settings, EdgeInvalidator.class, clock),
        clock);
  }

  EdgeInvalidator(
      PurgeGovernor governor, Edge edge, EventBus bus, Metrics metrics, InstantSource clock) {
    this.governor = governor;
    this.edge = edge;
    this.bus = bus;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      Set<String> returned = new LinkedHashSet<>();
      PurgePlan plan = new PurgePlan();
      for (SQSMessage message : batch.getRecords()) {
        switch (EvictionNotice.read(message)) {
          case EvictionNotice.Reading.Legible(EvictionNotice notice) ->
              judge(notice, plan, returned, measured);
          case EvictionNotice.Reading.Malformed malformed -> {
            LOG.atError()
                .addKeyValue("messageId", malformed.messageId())
                .addKeyValue("reason", malformed.reason())
                .log("message cannot be read");
            measured.count("MalformedMessages");
            returned.add(malformed.messageId());
          }
        }
      }
      measured.count("PurgesWanted", plan.wanted());
      purge(plan, returned, measured);
      return new SQSBatchResponse(returned.stream().map(BatchItemFailure::new).toList());
    }
  }

  private void judge(
      EvictionNotice notice, PurgePlan plan, Set<String> returned, Measurements measured) {
    for (var eviction : notice.evicted().evictions()) {
      Verdict verdict =
          governor.judge(eviction.edge(), notice.evicted().evictedAt(), clock.instant());
      measured.count(eviction.view(), verdict.metric());
      switch (verdict) {
        case Verdict.Purge _ -> plan.add(eviction.view(), notice);
        case Verdict.Skip _ -> {}
        case Verdict.Wait() -> returned.add(notice.messageId());
      }
    }
  }

  /** Once CloudFront refuses, it would refuse the rest as well: all of it goes back. */
  private void purge(PurgePlan plan, Set<String> returned, Measurements measured) {
    boolean refused = false;
    for (Invalidation invalidation : plan.invalidations()) {
      refused = refused || !purge(invalidation, measured);
      if (refused) {
        invalidation.notices().map(EvictionNotice::messageId).forEach(returned::add);
      }
    }
  }

  private boolean purge(Invalidation invalidation, Measurements measured) {
    switch (edge.purge(invalidation)) {
      case Edge.Outcome.Accepted(String id) -> {
        measured.count("InvalidationsAccepted");
        measured.count("PurgesPaid", invalidation.items().size());
        measureDelay(invalidation, measured);
        announce(invalidation, id, measured);
        return true;
      }
      case Edge.Outcome.Refused reason -> {
        measured.count(reason.metric());
        return false;
      }
    }
  }

  private void measureDelay(Invalidation invalidation, Measurements measured) {
    Instant now = clock.instant();
    invalidation
        .notices()
        .map(notice -> Duration.between(notice.metadata().committedAt(), now))
        .forEach(delay -> measured.duration("CommitToPurge", delay));
  }

  /** The purge has happened: an event that cannot be published must not make it happen again. */
  private void announce(Invalidation invalidation, String id, Measurements measured) {
    var events = PurgeEvents.of(invalidation, id);
    int published = bus.publish(events);
    if (published < events.size()) {
      measured.count("PurgesUnannounced", events.size() - published);
    }
    LOG.atInfo()
        .addKeyValue("invalidationId", id)
        .addKeyValue("items", invalidation.items().size())
        .log("edge purged");
  }
}
