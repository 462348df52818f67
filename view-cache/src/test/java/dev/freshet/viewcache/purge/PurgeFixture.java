package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.TIMES;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantTerms;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notices of evictions that are due. */
final class PurgeFixture {
  /** The window ago. */
  static final Instant EVICTED = NOW.minusSeconds(2);

  static final PurgeRule RULE = rule(new GrantTerms(100, 0, 100));

  private PurgeFixture() {}

  static PurgeRule rule(GrantTerms terms) {
    return new PurgeRule(ViewCatalogue.FRESHET, TIMES, terms);
  }

  static ViewsEvicted notice(Owner owner, Eviction... evictions) {
    return new ViewsEvicted(owner, EVICTED, false, List.of(evictions));
  }

  static ViewsEvicted notice(ViewKey... views) {
    return notice(
        views[0].owner(),
        Stream.of(views).map(view -> eviction(view, null)).toArray(Eviction[]::new));
  }

  static ViewsEvicted unconditional(Instant evictedAt, ViewKey view) {
    return new ViewsEvicted(view.owner(), evictedAt, true, List.of(eviction(view, null)));
  }

  static Eviction eviction(ViewKey view, @Nullable FoundLease lease) {
    return new Eviction(view.view(), lease);
  }
}
