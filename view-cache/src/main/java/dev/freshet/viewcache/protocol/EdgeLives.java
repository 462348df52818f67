package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Decides how long the edge may keep answers, and has leases granted to those that earned one.
 * Thread-safe. A call blocks for a grant: three calls of the cache, and the store for no longer than
 * it may take.
 */
public final class EdgeLives {
  /** A spent budget is remembered by an instance for this long. */
  private static final Duration REMEMBER_SPENT = Duration.ofMinutes(1);

  private final ViewCache cache;
  private final LeaseStore store;
  private final GrantRule rule;
  private final Duration storeTime;
  private final InstantSource clock;
  private volatile Instant freeSpentUntil = Instant.MIN;

  /**
   * @param storeTime how long an answer may wait for the store of leases
   */
  public EdgeLives(
      ViewCache cache,
      LeaseStore store,
      GrantRule rule,
      Duration storeTime,
      InstantSource clock) {
    this.cache = cache;
    this.store = store;
    this.rule = rule;
    this.storeTime = storeTime;
    this.clock = clock;
  }

  /**
   * What the edge may do with a page that shows one view.
   *
   * @param listener is told how a grant ended, to count it; must be quick and must not throw
   */
  public EdgePolicy of(ServedView view, Consumer<GrantOutcome> listener) {
    return decided(List.of(view), _ -> saved(view), listener);
  }

  /**
   * What the edge may do with a page that is put together from several views.
   *
   * @param parts the view that was asked for, then the cards that its page shows
   * @param repeated whether the client asked again for an answer that it has: it is counted
   * @param listener is told how a grant ended, to count it; must be quick and must not throw
   */
  public EdgePolicy of(
      List<ServedView> parts, boolean repeated, Consumer<GrantOutcome> listener) {
    return decided(
        parts, edge -> repeated && !edge.missing().isEmpty() ? count(edge.own()) : 0, listener);
  }

  private static long saved(ServedView view) {
    return view.agreement() instanceof Agreed agreed ? agreed.state().savedAnswers() : 0;
  }

  private long count(LeasePart own) {
    return cache.countSaved(own.view(), own.generation());
  }

  private interface Saved {
    long of(EdgeRule edge);
  }

  private EdgePolicy decided(
      List<ServedView> parts, Saved saved, Consumer<GrantOutcome> listener) {
    Instant now = clock.instant();
    EdgeRule edge = new EdgeRule(rule.times(), parts);
    EdgePolicy without = edge.decide(now);
    if (without instanceof EdgePolicy.NoStore) {
      return without;
    }
    return rule.begin(parts, saved.of(edge), now.isBefore(freeSpentUntil), now)
        .flatMap(step -> granted(step, listener))
        .map(until -> new EdgeRule(rule.times(), leased(parts, edge.missing(), until)))
        .orElse(edge)
        .decide(clock.instant());
  }

  /** The parts with the lease that those among them have now that lacked one. */
  private static List<ServedView> leased(
      List<ServedView> parts, List<LeasePart> missing, Instant until) {
    Set<ViewKey> views = missing.stream().map(LeasePart::view).collect(Collectors.toSet());
    List<ServedView> leased = new ArrayList<>();
    for (ServedView part : parts) {
      leased.add(
          views.contains(part.request().key().viewKey()) ? part.leasedUntil(until) : part);
    }
    return leased;
  }

  /** Carries a grant out. Returns when it ends; empty if there is none. */
  private Optional<Instant> granted(GrantStep first, Consumer<GrantOutcome> listener) {
    Instant deadline = clock.instant().plus(storeTime);
    GrantStep step = first;
    while (!(step instanceof GrantStep.Ended)) {
      step = next(step, deadline);
    }
    GrantStep.Ended ended = (GrantStep.Ended) step;
    listener.accept(ended.outcome());
    remember(ended.outcome());
    return ended.outcome() == GrantOutcome.GRANTED
        ? Optional.of(ended.until())
        : Optional.empty();
  }

  private void remember(GrantOutcome outcome) {
    if (outcome == GrantOutcome.FREE_SPENT) {
      freeSpentUntil = clock.instant().plus(REMEMBER_SPENT);
    }
  }

  private GrantStep next(GrantStep step, Instant deadline) {
    return switch (step) {
      case GrantStep.Elect elect ->
          elect.answered(
              cache.elect(elect.view(), elect.generation(), GrantStep.Elect.TURN),
              clock.instant());
      case GrantStep.ReadRecords read -> read(read, deadline);
      case GrantStep.WriteRecords write -> write(write, deadline);
      case GrantStep.NoteLeases note -> note.noted(note(note));
      case GrantStep.Postpone postpone -> {
        cache.postpone(postpone.view(), postpone.generation(), GrantStep.Postpone.DELAY);
        yield postpone.postponed();
      }
      case GrantStep.Ended ended -> ended;
    };
  }

  private GrantStep read(GrantStep.ReadRecords step, Instant deadline) {
    Instant now = clock.instant();
    try {
      return step.read(store.read(step.query(now), left(deadline)), now);
    } catch (LeaseStoreUnavailableException _) {
      return step.unavailable();
    }
  }

  private GrantStep write(GrantStep.WriteRecords step, Instant deadline) {
    try {
      return step.written(store.write(step.changed(), left(deadline)));
    } catch (LeaseStoreUnavailableException _) {
      return step.unavailable();
    }
  }

  /** What is left of the time for the store; a call needs a little at least to say that it failed. */
  private Duration left(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.toMillis() > 0 ? left : Duration.ofMillis(1);
  }

  private boolean note(GrantStep.NoteLeases step) {
    boolean all = true;
    for (LeasePart part : step.parts()) {
      all &= cache.lease(part.view(), part.generation(), step.until());
    }
    return all;
  }
}
