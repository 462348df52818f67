package dev.freshet.invalidator.auditor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.freshet.domain.Event;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.queue.VisibilityTimeouts;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.queue.QueueFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Looks whether a sample of changes shows 1, 5 and 30 seconds later. Counts what it looked at and
 * what was stale, heals what was, and tells the bus. A message goes back to its queue until its
 * last audit, and after that only if a stale view could not be healed.
 */
public final class StalenessAuditor extends QueueFunction {
  private static final Logger LOG = LoggerFactory.getLogger(StalenessAuditor.class);

  private final VisibilityTimeouts timeouts;
  private final String auditedSuffix;
  private final Audit audit;
  private final Healer healer;
  private final Metrics metrics;
  private final InstantSource clock;

  /** For Lambda. */
  public StalenessAuditor() {
    this(System.getenv(), Clock.systemUTC());
  }

  StalenessAuditor(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private StalenessAuditor(Settings settings, InstantSource clock) {
    this(
        AuditConfig.of(settings),
        LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        Metrics.of(settings, StalenessAuditor.class, clock),
        clock);
  }

  StalenessAuditor(
      AuditConfig config,
      LambdaClient lambda,
      SqsClient sqs,
      EventBridgeClient bus,
      Metrics metrics,
      InstantSource clock) {
    this.timeouts = new VisibilityTimeouts(sqs, config.auditQueueUrl());
    this.auditedSuffix = config.auditedSuffix();
    this.audit =
        new Audit(
            new ViewReader(lambda, config.readFunctions(), config.times().purgeWindow(), clock),
            config.times().clockSkew());
    this.healer = new Healer(sqs, config.changeQueueUrl(), new EventBus(bus, config.busName()));
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      List<BatchItemFailure> returned = new ArrayList<>();
      for (SQSMessage message : batch.getRecords()) {
        if (!done(message, measured)) {
          returned.add(new BatchItemFailure(message.getMessageId()));
        }
      }
      return new SQSBatchResponse(returned);
    }
  }

  private boolean done(SQSMessage message, Measurements measured) {
    List<Event<UserDataChanged>> changes;
    try {
      changes = Json.readDelivered(message.getBody(), UserDataChanged.class);
    } catch (UnreadableJsonException refused) {
      measured.count("MalformedMessages");
      LOG.atError().setCause(refused).log("message cannot be parsed and is not audited");
      return true;
    }
    return audited(message, changes, measured);
  }

  private boolean audited(
      SQSMessage message, List<Event<UserDataChanged>> changes, Measurements measured) {
    Duration age = age(message);
    Delay delay = Delay.at(age);
    boolean healed = true;
    for (Event<UserDataChanged> change : changes) {
      if (change.metadata().id().endsWith(auditedSuffix)) {
        healed &= audited(change, delay, measured);
      }
    }
    Optional<Duration> untilNext = delay.untilNext(age);
    untilNext.ifPresent(pause -> timeouts.set(Map.of(message.getReceiptHandle(), pause), measured));
    return healed && untilNext.isEmpty();
  }

  /**
   * How long the message has been in the queue: {@code SentTimestamp} is in milliseconds. See <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the message</a>.
   */
  private Duration age(SQSMessage message) {
    long sent = Long.parseLong(message.getAttributes().get("SentTimestamp"));
    return Duration.between(Instant.ofEpochMilli(sent), clock.instant());
  }

  private boolean audited(Event<UserDataChanged> change, Delay delay, Measurements measured) {
    try (var _ = measured.about(List.of(change.metadata().correlationId()))) {
      boolean healed = true;
      for (ViewName view : audit.views(change.data(), delay)) {
        healed &= audited(change, view, delay, measured);
      }
      return healed;
    }
  }

  private boolean audited(
      Event<UserDataChanged> change, ViewName view, Delay delay, Measurements measured) {
    Finding finding = audit.look(change.data(), change.metadata().occurredAt(), view, delay);
    return switch (finding) {
      case Finding.Fresh _ -> count(measured, view, delay, 0);
      case Finding.Overtaken _ -> {
        measured.count(view, "AuditsOvertaken");
        yield count(measured, view, delay, 0);
      }
      case Finding.Inconclusive _ -> {
        measured.count(view, "AuditsInconclusive");
        yield true;
      }
      case Finding.Stale stale -> {
        count(measured, view, delay, 1);
        LOG.atError()
            .addKeyValue("owner", change.data().owner())
            .addKeyValue("view", view)
            .addKeyValue("delaySeconds", delay.seconds())
            .addKeyValue("expected", stale.expected())
            .log("stale view found");
        yield healer.heal(change, view, delay, stale);
      }
    };
  }

  /** Counts zeros, too: no data is not the same as nothing stale. */
  private static boolean count(Measurements measured, ViewName view, Delay delay, int stale) {
    measured.count(view, delay.checkedMetric());
    measured.count(view, delay.staleMetric(), stale);
    // Of all views together, too: an alarm looks at ten metrics at most.
    measured.count("Views" + delay.staleMetric(), stale);
    return true;
  }
}
