package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import dev.freshet.viewcache.protocol.EdgeLives;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.GrantRule;
import dev.freshet.viewcache.purge.PurgeRule;
import dev.freshet.viewcache.purge.PurgeStep;
import dev.freshet.viewcache.purge.PurgeWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Leases, by the deployed classes. */
final class Freshet implements Design {
  private static final Duration STORE_TIME = Duration.ofMillis(50);

  private static final List<Duration> RETRY_AFTER =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  private final World world;
  private final LeaseStore store;
  private final EdgeLives lives;
  private final PurgeRule rule;

  Freshet(World world, GrantTerms terms) {
    this.world = world;
    this.store = new CountingStore(new InMemoryLeaseStore(), world.counts(), terms.budget());
    this.rule = new PurgeRule(ViewCatalogue.FRESHET, World.TIMES, terms);
    this.lives =
        new EdgeLives(
            world.cache(),
            store,
            new GrantRule(terms, World.TIMES),
            STORE_TIME,
            world.time(),
            this::count);
  }

  @Override
  public boolean isReadWithFresh() {
    return true;
  }

  @Override
  public Life life(Answer answer) {
    EdgePolicy policy =
        answer.read().page().isJoined()
            ? lives.of(answer.served(), answer.repeated())
            : lives.of(answer.served().getFirst());
    return switch (policy) {
      case EdgePolicy.Store(long seconds, boolean confirms) -> new Life(seconds, confirms);
      case EdgePolicy.NoStore _ -> Life.NONE;
    };
  }

  private void count(GrantOutcome outcome) {
    world.counts().add(outcome == GrantOutcome.GRANTED ? Kind.GRANTS : Kind.REFUSED_GRANTS, 1);
  }

  @Override
  public void evicted(ViewsEvicted notice) {
    world.counts().add(Kind.NOTICES, 1);
    world.time().later(World.TIMES.purgeWindow(), () -> handle(notice, 0));
  }

  private void handle(ViewsEvicted notice, int retries) {
    PurgeStep step = new PurgeWork(rule, List.of(notice)).begin();
    while (!(step instanceof PurgeStep.Ended)) {
      step = next(step);
    }
    if (!((PurgeStep.Ended) step).returned().isEmpty()) {
      Duration delay = RETRY_AFTER.get(Math.min(retries, RETRY_AFTER.size() - 1));
      world.time().later(delay, () -> handle(notice, retries + 1));
    }
  }

  private PurgeStep next(PurgeStep step) {
    Instant now = world.time().instant();
    return switch (step) {
      case PurgeStep.ReadRecords read -> read.read(store.read(read.query(now), STORE_TIME), now);
      case PurgeStep.Pay pay -> pay.written(store.write(pay.changed(), STORE_TIME));
      case PurgeStep.Purge purge -> {
        world.counts().add(Kind.UNCREDITED, purge.plan().charged());
        world.edge().purge(purge.tags());
        yield purge.accepted();
      }
      case PurgeStep.Settle settle -> settle.read(store.read(settle.query(), STORE_TIME), now);
      case PurgeStep.Close close -> close.written(store.write(close.changed(), STORE_TIME));
      case PurgeStep.Ended ended -> ended;
    };
  }
}
