package dev.freshet.invalidator.path;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewCache.Fill;
import dev.freshet.viewcache.ViewCache.Read;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantRequest;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What a read function does when a view has earned a lease. */
record Reader(
    ViewCache cache,
    LeaseStore leases,
    GrantTerms terms,
    ProtocolTimes times,
    InstantSource clock) {
  private static final Duration TIMEOUT = Duration.ofMillis(50);

  GrantOutcome fillAndGrant(ViewKey view, Duration edgeTtl, long saved) {
    Instant agreedAt = clock.instant();
    LeasePart part = new LeasePart(view, generation(view), agreedAt);
    GrantStep step =
        new GrantStep.Elect(new GrantRequest(part, List.of(part), edgeTtl, saved, terms, times));
    while (!(step instanceof GrantStep.Ended ended)) {
      step = next(step);
    }
    return ended.outcome();
  }

  private GrantStep next(GrantStep step) {
    Instant now = clock.instant();
    return switch (step) {
      case GrantStep.Elect elect ->
          elect.answered(cache.elect(elect.view(), elect.generation(), GrantStep.Elect.TURN), now);
      case GrantStep.ReadRecords read -> read.read(leases.read(read.query(now), TIMEOUT), now);
      case GrantStep.WriteRecords write -> write.written(leases.write(write.changed(), TIMEOUT));
      case GrantStep.NoteLeases note ->
          note.noted(
              note.parts().stream()
                  .allMatch(part -> cache.lease(part.view(), part.generation(), note.until())));
      case GrantStep.Postpone postpone -> postpone.postponed();
      case GrantStep.Ended ended -> ended;
    };
  }

  private Generation generation(ViewKey view) {
    PageKey page = new PageKey(view.owner(), view.view(), "");
    Read read = new Read(page, ViewCache.ANY_AGE, null, Instant.MAX, Fence.random());
    return switch (cache.readAll(List.of(read)).getFirst()) {
      case Lookup.Hit(_, var state) -> state.generation();
      case Lookup.Miss(Fence fence) -> filled(page, fence);
      case Lookup other -> throw new IllegalStateException("cannot be filled: " + other);
    };
  }

  private Generation filled(PageKey page, Fence fence) {
    Envelope envelope = new Envelope(page.owner(), clock.instant(), "\"1\"", "{}");
    Fill fill = new Fill(page, fence, Generation.random(), envelope, Duration.ofHours(1));
    return switch (cache.fillAll(List.of(fill)).getFirst()) {
      case FillResult.Stored(var state) -> state.generation();
      case FillResult other -> throw new IllegalStateException("was not filled: " + other);
    };
  }
}
