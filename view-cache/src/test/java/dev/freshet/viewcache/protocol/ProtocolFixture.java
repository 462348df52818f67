package dev.freshet.viewcache.protocol;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A cache in memory, a clock, and readers of alice's pages. */
abstract class ProtocolFixture {
  static final Duration WINDOW = Duration.ofSeconds(2);
  static final Duration HALF = Duration.ofSeconds(1);
  static final Duration SKEW = Duration.ofMillis(500);
  static final ProtocolTimes TIMES = new ProtocolTimes(WINDOW, SKEW);
  static final Duration TOKEN = Duration.ofHours(10);
  static final View VIEW = ViewCatalogue.DASHBOARD;
  static final View CARD = ViewCatalogue.CARD;
  static final Owner ALICE = owner("alice");
  static final Owner BOB = owner("bob");
  static final ViewKey KEY = new ViewKey(ALICE, VIEW.name());

  final SteppedClock clock = new SteppedClock();
  final InMemoryViewCache cache = new InMemoryViewCache(clock);
  final List<Decision> decisions = new ArrayList<>();
  final CachedViews views = over(cache);

  static Owner owner(String user) {
    return Owner.of(new UserId(user));
  }

  final CachedViews over(ViewCache any) {
    return new CachedViews(any, TIMES, clock, (decision, _) -> decisions.add(decision));
  }

  /** Views over the same cache, whose every reply takes so long. */
  final CachedViews slowBy(Duration delay) {
    return over(new DelayedCache(cache, () -> clock.advance(delay)));
  }

  final ViewRequest request(Owner owner, View view) {
    return new ViewRequest(
        owner, view, "", Optional.empty(), clock.instant().plus(TOKEN), Optional.empty());
  }

  final ViewRequest request() {
    return request(ALICE, VIEW);
  }

  final ViewRequest fresh(Instant fresh) {
    return new ViewRequest(
        ALICE, VIEW, "", Optional.of(fresh), clock.instant().plus(TOKEN), Optional.empty());
  }

  static LoadedView loaded(String body) {
    return new LoadedView("\"" + body + "\"", body);
  }

  final ServedView serve(String body) {
    return views.serve(request(), () -> loaded(body));
  }

  final String body(String ifLoaded) {
    return serve(ifLoaded).page().body();
  }

  /** What an answer may do at the edge that leaves now, without further leases. */
  final EdgePolicy edge(ServedView... parts) {
    return new EdgeRule(TIMES, List.of(parts)).decide(clock.instant());
  }

  final void evict(Owner owner, View view) {
    cache.evictAll(List.of(new ViewCache.Eviction(owner, new TreeSet<>(List.of(view.name())))));
  }

  final void evict() {
    evict(ALICE, VIEW);
  }
}
