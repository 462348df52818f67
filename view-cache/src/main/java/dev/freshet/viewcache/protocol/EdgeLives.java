package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Decides how long the edge may cache answers, and grants leases to views that earned one.
 * Thread-safe. A call blocks for a grant: one cache call to count, one to elect the granter and one
 * for each leased view, plus the calls of the lease store within their time limit.
 */
public final class EdgeLives {
  /** An instance remembers for this long that no free purge is left. */
  private static final Duration REMEMBER_SPENT = Duration.ofMinutes(1);

  private final ViewCache cache;
  private final GrantRule rule;
  private final Granter granter;
  private final InstantSource clock;
  private final Consumer<GrantOutcome> listener;
  private final AtomicReference<Instant> freeSpentUntil;

  /**
   * @param storeTime how long an answer may wait for the lease store
   * @param listener receives the outcome of each grant, to count it; must be quick and must not
   *     throw
   */
  public EdgeLives(
      ViewCache cache,
      LeaseStore store,
      GrantRule rule,
      Duration storeTime,
      InstantSource clock,
      Consumer<GrantOutcome> listener) {
    this(
        cache,
        rule,
        new Granter(cache, store, storeTime, clock),
        clock,
        listener,
        new AtomicReference<>(Instant.MIN));
  }

  private EdgeLives(
      ViewCache cache,
      GrantRule rule,
      Granter granter,
      InstantSource clock,
      Consumer<GrantOutcome> listener,
      AtomicReference<Instant> freeSpentUntil) {
    this.cache = cache;
    this.rule = rule;
    this.granter = granter;
    this.clock = clock;
    this.listener = listener;
    this.freeSpentUntil = freeSpentUntil;
  }

  /** The same, with what it remembers, for a request that counts its own grants. */
  public EdgeLives tellingTo(Consumer<GrantOutcome> other) {
    return new EdgeLives(cache, rule, granter, clock, other, freeSpentUntil);
  }

  /** What the edge may do with a page that shows one view. */
  public EdgePolicy of(ServedView view) {
    return decided(List.of(view), _ -> counted(view));
  }

  /**
   * What the edge may do with a page that is put together from several views.
   *
   * @param parts the view that was asked for, then the cards that its page shows
   * @param repeated whether the client asked again for an answer that it has: it is counted
   */
  public EdgePolicy of(List<ServedView> parts, boolean repeated) {
    return decided(parts, edge -> repeated && !edge.missing().isEmpty() ? count(edge.own()) : 0);
  }

  private static long counted(ServedView view) {
    return view.agreement() instanceof Agreed agreed ? agreed.state().savedAnswers() : 0;
  }

  private long count(LeasePart own) {
    return cache.countSaved(own.view(), own.generation());
  }

  private EdgePolicy decided(List<ServedView> parts, ToLongFunction<EdgeRule> saved) {
    Instant now = clock.instant();
    EdgeRule edge = new EdgeRule(rule.times(), parts);
    EdgePolicy unleased = edge.decide(now);
    if (unleased instanceof EdgePolicy.NoStore) {
      return unleased;
    }
    return rule.begin(parts, saved.applyAsLong(edge), now.isBefore(freeSpentUntil.get()), now)
        .flatMap(this::granted)
        .map(edge::leasedUntil)
        .orElse(edge)
        .decide(clock.instant());
  }

  /** Returns the end of the granted lease; empty without a grant. */
  private Optional<Instant> granted(GrantStep first) {
    GrantStep.Ended ended = granter.carryOut(first);
    listener.accept(ended.outcome());
    if (ended.outcome() == GrantOutcome.FREE_SPENT) {
      freeSpentUntil.set(clock.instant().plus(REMEMBER_SPENT));
    }
    return ended.outcome() == GrantOutcome.GRANTED ? Optional.of(ended.until()) : Optional.empty();
  }
}
