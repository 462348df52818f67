package dev.freshet.invalidator.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.governor.EvictionNotice;
import dev.freshet.invalidator.governor.Governance;
import dev.freshet.invalidator.governor.Invalidation.Item;
import dev.freshet.invalidator.governor.PurgePlan;
import dev.freshet.invalidator.governor.Spending;
import dev.freshet.invalidator.governor.Verdict;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.table.Table;
import dev.freshet.table.governor.GovernorAwayException;
import dev.freshet.table.governor.GovernorTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Purges from the edge what was evicted from Redis. A message that cannot be served yet, because it
 * came early or CloudFront is busy, goes back to its queue; one that cannot be read does so until
 * the queue moves it to its dead-letter queue. The others of the batch go on.
 */
public final class EdgeInvalidator implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeInvalidator.class);

  /** A batch asks a few times, and has the function's 10 seconds for all and for CloudFront. */
  private static final Duration STATE_TIMEOUT = Duration.ofMillis(1_500);

  private final Governance governance;
  private final Purges purges;
  private final Metrics metrics;
  private final InstantSource clock;

  /** For Lambda. */
  public EdgeInvalidator() {
    this(System.getenv(), Clock.systemUTC());
  }

  EdgeInvalidator(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private EdgeInvalidator(Settings settings, InstantSource clock) {
    this(settings, EdgeConfig.of(settings), clock);
  }

  private EdgeInvalidator(Settings settings, EdgeConfig config, InstantSource clock) {
    this(
        new Governance(
            new GovernorTable(new Table(dynamoDb(), config.governorTable(), clock)),
            EdgeInvalidator::logAway,
            ViewCatalogue.FRESHET,
            config.times(),
            config.purgesPerMonth()),
        new Edge(
            CloudFrontClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            config.distributionId()),
        new EventBus(
            EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            config.busName()),
        Metrics.of(settings, EdgeInvalidator.class, clock),
        clock);
  }

  EdgeInvalidator(
      Governance governance, Edge edge, EventBus bus, Metrics metrics, InstantSource clock) {
    this.governance = governance;
    this.purges = new Purges(governance, edge, bus, clock);
    this.metrics = metrics;
    this.clock = clock;
  }

  private static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(override -> override.apiCallTimeout(STATE_TIMEOUT))
        .build();
  }

  private static void logAway(String call, GovernorAwayException cause) {
    LOG.atError().addKeyValue("call", call).setCause(cause).log("governor's state is away");
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      Set<String> returned = new LinkedHashSet<>();
      PurgePlan plan = judge(legible(batch, returned, measured), returned, measured);
      measured.count("PurgesWanted", plan.wanted());
      List<Item> items = plan.items();
      int sent = purges.send(items, measured);
      items.subList(sent, items.size()).stream()
          .flatMap(item -> item.notices().stream())
          .map(EvictionNotice::messageId)
          .forEach(returned::add);
      return new SQSBatchResponse(returned.stream().map(BatchItemFailure::new).toList());
    }
  }

  private static List<EvictionNotice> legible(
      SQSEvent batch, Set<String> returned, Measurements measured) {
    List<EvictionNotice> notices = new ArrayList<>();
    for (SQSMessage message : batch.getRecords()) {
      switch (NoticeReading.of(message)) {
        case NoticeReading.Legible(EvictionNotice notice) -> notices.add(notice);
        case NoticeReading.Malformed malformed -> {
          LOG.atError()
              .addKeyValue("messageId", malformed.messageId())
              .addKeyValue("reason", malformed.reason())
              .log("message cannot be read");
          measured.count("MalformedMessages");
          returned.add(malformed.messageId());
        }
      }
    }
    return notices;
  }

  private PurgePlan judge(
      List<EvictionNotice> notices, Set<String> returned, Measurements measured) {
    Instant now = clock.instant();
    Spending spending = governance.spending(now);
    if (spending == Spending.SPENT) {
      purges.wipe(measured);
      spending = governance.spending(now);
    }
    PurgePlan plan = governance.plan();
    for (EvictionNotice notice : notices) {
      for (Eviction eviction : notice.evicted().evictions()) {
        Verdict verdict = governance.judge(notice.evicted(), eviction, spending, now);
        measured.count(eviction.view(), verdict.metric());
        switch (verdict) {
          case Verdict.Purge _ -> plan.add(eviction.view(), notice);
          case Verdict.Skip _ -> {}
          case Verdict.Wait _ -> returned.add(notice.messageId());
        }
      }
    }
    return plan;
  }
}
