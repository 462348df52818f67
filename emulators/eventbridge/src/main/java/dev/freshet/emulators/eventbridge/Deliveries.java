package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.DelayedRuns;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings events to targets: tries again with exponential backoff and jitter, sends what cannot be
 * delivered to the target's dead-letter queue, and acts out the faults. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">How
 *     EventBridge retries delivering events</a>
 */
final class Deliveries implements AutoCloseable {
  private final BusSettings settings;
  private final BusFaults faults;
  private final TargetCall targets;
  private final InstantSource clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private final DelayedRuns later = new DelayedRuns("bus delivery");

  Deliveries(
      BusSettings settings,
      Functions functions,
      QueueSender queues,
      BusFaults faults,
      InstantSource clock) {
    this.settings = settings;
    this.faults = faults;
    this.targets = new TargetCall(functions, queues);
    this.clock = clock;
  }

  /** Starts the delivery of an event to one target. */
  void deliver(RuleSpec rule, TargetSpec target, JsonNode event) {
    BusFaults.Plan plan = faults.plan();
    Delivery delivery = new Delivery(rule, target, event, clock.instant());
    underWay.addAndGet(plan.copies());
    later.run(plan.delay(), () -> arrive(delivery, plan));
  }

  int underWay() {
    return underWay.get();
  }

  @Override
  public void close() {
    later.close();
  }

  private void arrive(Delivery delivery, BusFaults.Plan plan) {
    if (plan.hold().isZero()) {
      attemptAll(delivery, plan.copies());
      return;
    }
    later.run(plan.hold(), () -> faults.release().forEach(Runnable::run));
    faults.hold(() -> attemptAll(delivery, plan.copies())).forEach(Runnable::run);
  }

  private void attemptAll(Delivery delivery, int copies) {
    for (int i = 0; i < copies; i++) {
      attempt(delivery, 0);
    }
  }

  private void attempt(Delivery delivery, int retries) {
    switch (targets.call(delivery.target(), delivery.event())) {
      case TargetCall.Done _ -> underWay.decrementAndGet();
      case TargetCall.Hopeless error -> {
        targets.bury(delivery, error.code(), error.message(), retries, "");
        underWay.decrementAndGet();
      }
      case TargetCall.Failed error -> retryOrBury(delivery, error, retries);
    }
  }

  private void retryOrBury(Delivery delivery, TargetCall.Failed error, int retries) {
    TargetSpec target = delivery.target();
    Duration age = Duration.between(delivery.accepted(), clock.instant());
    boolean tooOften = retries >= target.maximumRetryAttempts();
    if (tooOften || age.compareTo(target.maximumEventAge()) >= 0) {
      String condition = tooOften ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds";
      targets.bury(delivery, error.code(), error.message(), retries, condition);
      underWay.decrementAndGet();
    } else {
      later.run(backoff(retries), () -> attempt(delivery, retries + 1));
    }
  }

  private Duration backoff(int retries) {
    long longest = settings.longestRetryAfter().toMillis();
    long doubled = settings.firstRetryAfter().toMillis() << Math.min(retries, 20);
    long cap = Math.min(longest, doubled);
    return Duration.ofMillis(cap / 2 + ThreadLocalRandom.current().nextLong(cap / 2 + 1));
  }
}
