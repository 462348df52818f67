package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Carries the steps of grants out. Thread-safe; blocks for the cache and for the store's time. */
final class Granter {
  /** A call that is out of time still has to say so. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  private final ViewCache cache;
  private final LeaseStore store;
  private final Duration storeTime;
  private final InstantSource clock;

  Granter(ViewCache cache, LeaseStore store, Duration storeTime, InstantSource clock) {
    this.cache = cache;
    this.store = store;
    this.storeTime = storeTime;
    this.clock = clock;
  }

  GrantStep.Ended carryOut(GrantStep first) {
    Instant deadline = clock.instant().plus(storeTime);
    GrantStep step = first;
    while (true) {
      if (step instanceof GrantStep.Ended ended) {
        return ended;
      }
      step = next(step, deadline);
    }
  }

  private GrantStep next(GrantStep step, Instant deadline) {
    return switch (step) {
      case GrantStep.Elect elect -> elect(elect);
      case GrantStep.ReadRecords read -> read(read, deadline);
      case GrantStep.WriteRecords write -> write(write, deadline);
      case GrantStep.NoteLeases note -> note.noted(note(note));
      case GrantStep.Postpone postpone -> postpone(postpone);
      case GrantStep.Ended ended -> ended;
    };
  }

  private GrantStep elect(GrantStep.Elect step) {
    return step.answered(
        cache.elect(step.view(), step.generation(), GrantStep.Elect.TURN), clock.instant());
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

  private Duration left(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.compareTo(SHORTEST_TIMEOUT) > 0 ? left : SHORTEST_TIMEOUT;
  }

  /** Where only cards were leased, the view that earned their purges counts anew, too. */
  private boolean note(GrantStep.NoteLeases step) {
    LeasePart own = step.request().own();
    boolean all =
        step.parts().stream().anyMatch(own::isSameGenerationAs)
            || cache.lease(own.view(), own.generation(), GenerationState.NOT_LEASED);
    for (LeasePart part : step.parts()) {
      all &= cache.lease(part.view(), part.generation(), step.until());
    }
    return all;
  }

  private GrantStep postpone(GrantStep.Postpone step) {
    cache.postpone(step.view(), step.generation(), GrantStep.Postpone.DELAY);
    return step.postponed();
  }
}
