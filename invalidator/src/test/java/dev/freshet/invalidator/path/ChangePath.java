package dev.freshet.invalidator.path;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.ChangeEvents;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.invalidator.FakeCloudFront;
import dev.freshet.invalidator.FakeEvictor;
import dev.freshet.invalidator.FakeQueue;
import dev.freshet.invalidator.FakeSqs;
import dev.freshet.invalidator.ManualClock;
import dev.freshet.invalidator.Written;
import dev.freshet.invalidator.dispatcher.Dispatchers;
import dev.freshet.invalidator.dispatcher.EvictionDispatcher;
import dev.freshet.invalidator.edge.EdgeInvalidator;
import dev.freshet.invalidator.edge.Invalidators;
import dev.freshet.invalidator.evictor.Evictors;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.purge.PurgeRule;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The path of a change from its queue to the edge: the real functions, with queues, Redis, leases
 * and CloudFront in memory and on one clock that is stepped.
 */
public final class ChangePath {
  public static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));

  private static final int MOST_RECEIVES = 1_000;

  public final ManualClock clock = new ManualClock(Instant.parse("2026-01-15T12:00:00Z"));
  public final InMemoryViewCache cache = new InMemoryViewCache(clock);
  public final InMemoryLeaseStore leases = new InMemoryLeaseStore();
  public final FakeSqs sqs = new FakeSqs();
  public final FakeQueue changes = sqs.add("changes", queue(Duration.ZERO));
  public final FakeQueue changeDlq = sqs.add("change-dlq", queue(Duration.ZERO));
  public final FakeQueue purges = sqs.add("purges", queue(TIMES.purgeWindow()));
  public final FakeQueue purgeDlq = sqs.add("purge-dlq", queue(Duration.ZERO));
  public final FakeBus bus = new FakeBus();
  public final FakeCloudFront cloudFront = new FakeCloudFront(clock);
  public final Written written = new Written();
  public final FakeEvictor evictor =
      new FakeEvictor(Evictors.of(cache, TIMES.clockSkew(), written.metrics(clock), clock));
  public final EvictionDispatcher dispatcher =
      Dispatchers.of(sqs, evictor, bus, written.metrics(clock), clock);
  public final EdgeInvalidator invalidator;
  private final GrantTerms terms;
  private int events;

  /** A path that may purge so often in a month. */
  public ChangePath(long freePurges, long paidPurges) {
    terms = new GrantTerms(freePurges, paidPurges, GrantTerms.SAVED_FOR_PAID);
    invalidator =
        Invalidators.of(
            new PurgeRule(ViewCatalogue.FRESHET, TIMES, terms),
            leases,
            sqs,
            cloudFront,
            bus,
            written.metrics(clock),
            clock);
  }

  private FakeQueue queue(Duration delay) {
    return new FakeQueue(
        clock, new FakeQueue.Settings(delay, Duration.ofMinutes(2), MOST_RECEIVES));
  }

  /** A change that shows in these views reaches its queue. Returns its idempotency key. */
  public String change(String owner, String... views) {
    String key = "key-" + events++;
    changes.send(ChangeEvents.changed(key, clock.instant(), owner, views));
    return key;
  }

  public void flush(String owner, String... views) {
    changes.send(ChangeEvents.flush("flush-" + events++, clock.instant(), owner, views));
  }

  /** A reader fills the view and is granted a lease, having saved so many answers. */
  public GrantOutcome lease(String owner, String view, long saved) {
    View known = ViewCatalogue.FRESHET.find(new ViewName(view)).orElseThrow();
    return new Reader(cache, leases, terms, TIMES, clock)
        .fillAndGrant(new ViewKey(Owner.parse(owner), known.name()), known.edgeTtl(), saved);
  }

  /** All invocations that are due now. */
  public void run() {
    while (sqs.poll("changes", dispatcher) + sqs.poll("purges", invalidator) > 0) {
      // Goes on until all is done or put off.
    }
  }

  /** Runs whatever becomes due within this time, when it does. */
  public void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    run();
    while (clock.instant().isBefore(end)) {
      clock.advance(Duration.between(clock.instant(), nextDue(end)));
      run();
    }
  }

  private Instant nextDue(Instant end) {
    return Stream.of(changes, purges)
        .flatMap(queue -> queue.messages().stream())
        .map(FakeQueue.Message::visibleFrom)
        .filter(due -> due.isAfter(clock.instant()) && due.isBefore(end))
        .min(Instant::compareTo)
        .orElse(end);
  }
}
