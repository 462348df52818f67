package dev.freshet.bench.micro;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache.Eviction;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.EdgeLives;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.GrantRule;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The protocol's code with Redis and the table of leases in memory. */
@State(Scope.Benchmark)
public class ProtocolSteps {
  private static final View VIEW = ViewCatalogue.DASHBOARD;
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final Owner BOB = Owner.of(new UserId("bob"));
  private static final LoadedView PAGE = new LoadedView("\"1\"", "{\"name\":\"Ada\"}".repeat(40));
  private static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));

  /** A fixed clock, so that no entry expires. */
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

  private final InMemoryViewCache cache = new InMemoryViewCache(clock);
  private final CachedViews views = new CachedViews(cache, TIMES, clock, (_, _) -> {});
  private final EdgeLives lives =
      new EdgeLives(
          cache,
          new InMemoryLeaseStore(),
          new GrantRule(new GrantTerms(0, 0, GrantTerms.SAVED_FOR_PAID), TIMES),
          Duration.ofMillis(50),
          clock,
          _ -> {});

  private ServedView serve(Owner owner) {
    return views.serve(
        new ViewRequest(
            owner,
            VIEW,
            "",
            Optional.empty(),
            clock.instant().plus(Duration.ofHours(1)),
            Optional.empty()),
        () -> PAGE);
  }

  /** A hit, and the lifetime of the answer at the edge. */
  @Benchmark
  public EdgePolicy hit() {
    return lives.of(serve(ALICE));
  }

  /** An eviction, and the read that fills the cache again. */
  @Benchmark
  public EdgePolicy evictionAndMiss() {
    List<EvictionResult> evicted =
        cache.evictAll(List.of(new Eviction(BOB, new TreeSet<>(List.of(VIEW.name())))));
    if (!(evicted.getFirst() instanceof EvictionResult.Evicted)) {
      throw new IllegalStateException("not evicted");
    }
    return lives.of(serve(BOB));
  }
}
