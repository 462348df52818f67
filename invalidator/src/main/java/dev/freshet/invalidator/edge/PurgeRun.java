package dev.freshet.invalidator.edge;

import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.domain.Event;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.EventBus;
import dev.freshet.lambda.observe.LogContext;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.purge.PurgeRule;
import dev.freshet.viewcache.purge.PurgeStep;
import dev.freshet.viewcache.purge.PurgeStep.Ended;
import dev.freshet.viewcache.purge.PurgeWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the steps of purge work out. Thread-safe; blocks for as long as its clients do. */
final class PurgeRun {
  private static final Logger LOG = LoggerFactory.getLogger(PurgeRun.class);

  /** Four calls and a conflict or two, and the call to CloudFront, fit into the function's time. */
  static final Duration STORE_TIMEOUT = Duration.ofSeconds(1);

  private final PurgeRule rule;
  private final LeaseStore leases;
  private final PurgeApi edge;
  private final EventBus bus;
  private final InstantSource clock;

  PurgeRun(PurgeRule rule, LeaseStore leases, PurgeApi edge, EventBus bus, InstantSource clock) {
    this.rule = rule;
    this.leases = leases;
    this.edge = edge;
    this.bus = bus;
    this.clock = clock;
  }

  /** Returns the places of the events that are not done. */
  SortedSet<Integer> run(List<Event<ViewsEvicted>> events, PurgeMetrics metrics) {
    PurgeStep step =
        new PurgeWork(rule, events.stream().map(Event<ViewsEvicted>::data).toList()).begin();
    Set<Event<ViewsEvicted>> purged = new HashSet<>();
    while (!(step instanceof Ended ended)) {
      if (step instanceof PurgeStep.Purge purge) {
        purged.addAll(Invalidation.of(purge, events).causes());
      }
      step = next(step, events, metrics);
    }
    metrics.decided(ended.reasons());
    logOthers(events, purged, ended);
    return ended.returned();
  }

  /** What becomes of the notices for which no purge was sent. */
  private static void logOthers(
      List<Event<ViewsEvicted>> events, Set<Event<ViewsEvicted>> purged, Ended ended) {
    for (int i = 0; i < events.size(); i++) {
      if (!purged.contains(events.get(i)) || ended.returned().contains(i)) {
        try (var _ = LogContext.of(events.get(i).metadata().correlationId())) {
          LOG.atInfo()
              .addKeyValue("owner", events.get(i).data().owner())
              .log(ended.returned().contains(i) ? "purge waits" : "no purge needed");
        }
      }
    }
  }

  private PurgeStep next(PurgeStep step, List<Event<ViewsEvicted>> events, PurgeMetrics metrics) {
    return switch (step) {
      case PurgeStep.ReadRecords read -> decide(read, metrics);
      case PurgeStep.Pay pay -> written(pay.changed(), pay::written, pay::unavailable);
      case PurgeStep.Purge purge -> purge(purge, Invalidation.of(purge, events), metrics);
      case PurgeStep.Settle settle ->
          records(_ -> settle.query(), settle::read, settle::unavailable);
      case PurgeStep.Close close -> written(close.changed(), close::written, close::unavailable);
      case Ended ended -> ended;
    };
  }

  private PurgeStep decide(PurgeStep.ReadRecords read, PurgeMetrics metrics) {
    PurgeStep decided =
        records(
            read::query,
            (records, now) -> {
              metrics.ledger(records.ledger().orElseThrow().value().at(now));
              return read.read(records, now);
            },
            read::unavailable);
    switch (decided) {
      case PurgeStep.Pay pay -> metrics.waiting(pay.plan().waiting().size());
      case Ended ended when !ended.reasons().isEmpty() -> metrics.waiting(ended.returned().size());
      default -> {}
    }
    return decided;
  }

  private PurgeStep records(
      Function<Instant, Query> query,
      BiFunction<Records, Instant, PurgeStep> next,
      Supplier<PurgeStep> unavailable) {
    Instant now = clock.instant();
    try {
      return next.apply(leases.read(query.apply(now), STORE_TIMEOUT), now);
    } catch (LeaseStoreUnavailableException cause) {
      LOG.atError().setCause(cause).log("leases could not be read");
      return unavailable.get();
    }
  }

  private PurgeStep written(
      Records changed, Function<Boolean, PurgeStep> next, Supplier<PurgeStep> unavailable) {
    try {
      return next.apply(leases.write(changed, STORE_TIMEOUT));
    } catch (LeaseStoreUnavailableException cause) {
      LOG.atError().setCause(cause).log("leases could not be written");
      return unavailable.get();
    }
  }

  private PurgeStep purge(PurgeStep.Purge step, Invalidation invalidation, PurgeMetrics metrics) {
    return switch (edge.purge(invalidation)) {
      case PurgeApi.Outcome.Accepted(String id) -> {
        announce(invalidation, id, metrics.measured());
        yield step.accepted();
      }
      case PurgeApi.Outcome.Refused(String metric) -> {
        metrics.measured().count(metric);
        yield step.refused();
      }
      case PurgeApi.Outcome.Unanswered() -> {
        metrics.measured().count("InvalidationsUnanswered");
        yield step.unanswered();
      }
    };
  }

  /** The purge has happened: an event that cannot be published must not make it happen again. */
  private void announce(Invalidation invalidation, String id, Measurements measured) {
    Instant now = clock.instant();
    measured.count("InvalidationsAccepted");
    measured.count("PurgesPaid", invalidation.tags().size());
    invalidation.causes().stream()
        .map(cause -> Duration.between(cause.metadata().committedAt(), now))
        .forEach(delay -> measured.duration("CommitToPurge", delay));
    boolean announced = bus.publish(List.of(PurgeEvents.of(invalidation, id))) == 1;
    if (!announced) {
      measured.count("PurgesUnannounced");
    }
    List<String> ids =
        invalidation.causes().stream().map(cause -> cause.metadata().correlationId()).toList();
    try (var _ = LogContext.of(ids)) {
      LOG.atInfo()
          .addKeyValue("invalidationId", id)
          .addKeyValue("items", invalidation.tags().size())
          .addKeyValue("event", announced ? EdgeInvalidated.TYPE : "none")
          .log("edge purged");
    }
  }
}
