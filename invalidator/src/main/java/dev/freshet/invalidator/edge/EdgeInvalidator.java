package dev.freshet.invalidator.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.domain.Event;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.Calls;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.queue.Batch;
import dev.freshet.invalidator.queue.Letter;
import dev.freshet.invalidator.queue.MessageForm;
import dev.freshet.invalidator.queue.RetryPause;
import dev.freshet.invalidator.queue.SourceQueue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.queue.QueueFunction;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.purge.PurgeRule;
import dev.freshet.viewcache.purge.PurgeWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Purges evicted views from the edge if they may have long copies there. A notice is retried later
 * if it is early, if CloudFront refused its purge, or if the budget is used up; the other notices
 * of the batch are done.
 */
public final class EdgeInvalidator extends QueueFunction {
  /** Of CloudFront. Tried once: see {@link PurgeApi}. */
  static final Duration PURGE_TIMEOUT = Duration.ofSeconds(5);

  static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(2);

  static final Duration BUS_TIMEOUT = Duration.ofMillis(1_500);

  /**
   * The longest that one decision may take, with its purge, and with the report of what is left.
   */
  static final Duration WORK =
      PurgeRun.STORE_TIMEOUT
          .multipliedBy(4)
          .plus(PURGE_TIMEOUT)
          .plus(BUS_TIMEOUT)
          .plus(QUEUE_TIMEOUT);

  private static final MessageForm<ViewsEvicted> NOTICES =
      new MessageForm<>(ViewsEvicted.TYPE, ViewsEvicted.class, false);

  private final SourceQueue<ViewsEvicted> queue;
  private final PurgeRule rule;
  private final PurgeRun run;
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
    this(EdgeConfig.of(settings), settings, clock);
  }

  private EdgeInvalidator(EdgeConfig config, Settings settings, InstantSource clock) {
    this(
        config,
        LeaseStores.open(config.leaseTable(), clock),
        SqsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(Calls.within(QUEUE_TIMEOUT))
            .build(),
        CloudFrontClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(Calls.once(PURGE_TIMEOUT))
            .build(),
        EventBridgeClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(Calls.within(BUS_TIMEOUT))
            .build(),
        Metrics.of(settings, EdgeInvalidator.class, clock),
        clock);
  }

  EdgeInvalidator(
      EdgeConfig config,
      LeaseStore leases,
      SqsClient sqs,
      CloudFrontClient cloudFront,
      EventBridgeClient bus,
      Metrics metrics,
      InstantSource clock) {
    this.queue = new SourceQueue<>(sqs, config.purgeQueueUrl(), config.purgeDlqUrl(), NOTICES);
    this.rule = config.rule();
    this.run =
        new PurgeRun(
            rule,
            leases,
            new PurgeApi(cloudFront, config.distributionId()),
            new EventBus(bus, config.busName()),
            clock);
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    try (Measurements measured = metrics.begin()) {
      Batch<ViewsEvicted> batch = queue.open(event, measured);
      PurgeMetrics counted = new PurgeMetrics(measured, rule.terms().budget());
      List<Letter<ViewsEvicted>> letters = batch.letters();
      Instant latest = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(WORK);
      try (var _ = measured.about(correlationIds(letters))) {
        for (List<Letter<ViewsEvicted>> work : works(due(letters, batch))) {
          if (clock.instant().isAfter(latest)) {
            work.forEach(batch::comesBack);
          } else {
            List<Event<ViewsEvicted>> events = work.stream().map(Letter::event).toList();
            run.run(events, counted).forEach(i -> batch.comesBack(work.get(i)));
          }
        }
        counted.close();
        return batch.close();
      }
    }
  }

  private static List<String> correlationIds(List<Letter<ViewsEvicted>> letters) {
    return letters.stream().map(letter -> letter.event().metadata().correlationId()).toList();
  }

  /** The notices whose purge window has passed; the others are retried later. */
  private List<Letter<ViewsEvicted>> due(
      List<Letter<ViewsEvicted>> letters, Batch<ViewsEvicted> batch) {
    Instant now = clock.instant();
    List<Letter<ViewsEvicted>> due = new ArrayList<>();
    for (Letter<ViewsEvicted> letter : letters) {
      ViewsEvicted notice = letter.event().data();
      if (rule.isDue(notice, now)) {
        due.add(letter);
      } else {
        batch.comesBack(letter, pause(now, rule.earliest(notice)));
      }
    }
    return due;
  }

  /** In whole seconds, and never so long that a clock which is wrong holds a purge up. */
  private static Duration pause(Instant now, Instant until) {
    Duration pause = Duration.ofSeconds(Math.ceilDiv(now.until(until).toMillis(), 1_000L));
    return pause.compareTo(RetryPause.LONGEST) < 0 ? pause : RetryPause.LONGEST;
  }

  /** In parts that name no more views than are decided in one step. */
  private static List<List<Letter<ViewsEvicted>>> works(List<Letter<ViewsEvicted>> due) {
    List<List<Letter<ViewsEvicted>>> works = new ArrayList<>();
    int views = PurgeWork.MOST_VIEWS;
    for (Letter<ViewsEvicted> letter : due) {
      views += letter.event().data().evictions().size();
      if (views > PurgeWork.MOST_VIEWS) {
        works.add(new ArrayList<>());
        views = letter.event().data().evictions().size();
      }
      works.getLast().add(letter);
    }
    return works;
  }
}
