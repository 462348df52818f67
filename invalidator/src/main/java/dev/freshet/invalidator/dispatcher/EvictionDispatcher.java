package dev.freshet.invalidator.dispatcher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.evictor.EvictionCall;
import dev.freshet.invalidator.evictor.EvictionCall.OwnerViews;
import dev.freshet.invalidator.queue.Batch;
import dev.freshet.invalidator.queue.Letter;
import dev.freshet.invalidator.queue.MessageForm;
import dev.freshet.invalidator.queue.SourceQueue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.LogContext;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.queue.QueueFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Has the views of changes evicted by ViewEvictor, in one call for a batch. A change is done when
 * the purge queue has its {@link ViewsEvicted}; any other comes back later, as often as it takes.
 */
public final class EvictionDispatcher extends QueueFunction {
  private static final Logger LOG = LoggerFactory.getLogger(EvictionDispatcher.class);

  /** What ChangeQueue holds. */
  public static final MessageForm<UserDataChanged> CHANGES =
      new MessageForm<>(UserDataChanged.TYPE, UserDataChanged.class, true);

  private final SourceQueue<UserDataChanged> changes;
  private final Evictor evictor;
  private final PurgeQueue purges;
  private final EventBus bus;
  private final Metrics metrics;
  private final InstantSource clock;

  /** For Lambda. */
  public EvictionDispatcher() {
    this(System.getenv(), Clock.systemUTC());
  }

  EvictionDispatcher(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private EvictionDispatcher(Settings settings, InstantSource clock) {
    this(
        DispatcherConfig.of(settings),
        DispatcherClients.sqs(),
        DispatcherClients.lambda(),
        DispatcherClients.bus(),
        Metrics.of(settings, EvictionDispatcher.class, clock),
        clock);
  }

  EvictionDispatcher(
      DispatcherConfig config,
      SqsClient sqs,
      LambdaClient lambda,
      EventBridgeClient bus,
      Metrics metrics,
      InstantSource clock) {
    this.changes = new SourceQueue<>(sqs, config.changeQueueUrl(), config.changeDlqUrl(), CHANGES);
    this.evictor = new Evictor(lambda, config.evictorFunction());
    this.purges = new PurgeQueue(sqs, config.purgeQueueUrl());
    this.bus = new EventBus(bus, config.busName());
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    try (Measurements measured = metrics.begin()) {
      Batch<UserDataChanged> batch = changes.open(event, measured);
      List<Letter<UserDataChanged>> letters = batch.letters();
      try (var _ = measured.about(correlationIds(letters))) {
        Set<Letter<UserDataChanged>> done =
            letters.isEmpty() ? Set.of() : dispatch(letters, measured);
        List<Letter<UserDataChanged>> failed =
            letters.stream().filter(letter -> !done.contains(letter)).toList();
        measureAge(failed, measured);
        failed.forEach(batch::comesBack);
        return batch.close();
      }
    }
  }

  private static List<String> correlationIds(List<Letter<UserDataChanged>> letters) {
    return letters.stream()
        .map(letter -> letter.event().metadata().correlationId())
        .distinct()
        .toList();
  }

  /** Returns those that are done. */
  private Set<Letter<UserDataChanged>> dispatch(
      List<Letter<UserDataChanged>> letters, Measurements measured) {
    Instant asked = clock.instant();
    var evicted = evictor.evict(call(letters), measured);
    List<Notice> notices = Notice.of(letters, evicted, asked);
    List<Envelope<Notice>> sent =
        purges.send(Envelope.pack(ViewsEvicted.TYPE, notices, Notice::json));
    announce(sent, measured);
    return sent.stream()
        .flatMap(envelope -> envelope.contents().stream())
        .map(Notice::change)
        .collect(Collectors.toSet());
  }

  private static EvictionCall call(List<Letter<UserDataChanged>> letters) {
    Map<Owner, SortedSet<ViewName>> views = new LinkedHashMap<>();
    for (Letter<UserDataChanged> letter : letters) {
      UserDataChanged change = letter.event().data();
      views.computeIfAbsent(change.owner(), _ -> new TreeSet<>()).addAll(change.views());
    }
    return new EvictionCall(
        views.entrySet().stream()
            .map(entry -> new OwnerViews(entry.getKey(), entry.getValue()))
            .toList(),
        correlationIds(letters));
  }

  /** The views are evicted: an event that the bus does not take must not evict them again. */
  private void announce(List<Envelope<Notice>> sent, Measurements measured) {
    for (Envelope<Notice> envelope : sent) {
      for (Notice notice : envelope.contents()) {
        measured.duration("CommitToEvicted", notice.delay());
        log(notice);
      }
    }
    int published = bus.publish(sent.stream().map(Envelope::entry).toList());
    for (Envelope<Notice> unannounced : sent.subList(published, sent.size())) {
      measured.count("EvictionsUnannounced", unannounced.contents().size());
    }
  }

  private static void log(Notice notice) {
    try (var _ = LogContext.of(notice.event().metadata().correlationId())) {
      LOG.atInfo()
          .addKeyValue("owner", notice.event().data().owner())
          .addKeyValue("millisSinceCommit", notice.delay().toMillis())
          .log("change evicted");
    }
  }

  /**
   * Tells how old the oldest change is that failed. The queue's own ApproximateAgeOfOldestMessage
   * leaves out messages that were received three times and not deleted. See <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">SQS
   * metrics</a>.
   */
  private void measureAge(List<Letter<UserDataChanged>> failed, Measurements measured) {
    Instant now = clock.instant();
    failed.stream()
        .map(letter -> Duration.between(letter.event().metadata().committedAt(), now))
        .max(Duration::compareTo)
        .ifPresent(age -> measured.duration("ChangeAge", age));
  }
}
