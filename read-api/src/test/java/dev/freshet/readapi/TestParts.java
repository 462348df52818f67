package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.lambda.config.Settings;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import dev.freshet.viewcache.protocol.GrantRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What read functions are put together from in tests: everything but the table in memory. */
final class TestParts {
  private static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));

  private TestParts() {}

  static ReadParts of(TableReads table, ViewCache cache, InstantSource clock) {
    return of(table, cache, new InMemoryLeaseStore(), clock);
  }

  static ReadParts of(TableReads table, ViewCache cache, LeaseStore leases, InstantSource clock) {
    return new ReadParts(
        new Settings(Map.of("ALLOWED_ORIGIN", "*", "METRICS_NAMESPACE", "Freshet")),
        table,
        cache,
        leases,
        new GrantRule(new GrantTerms(1_000, 0, GrantTerms.SAVED_FOR_PAID), TIMES),
        Duration.ofMillis(50),
        clock);
  }

  static void evict(ViewCache cache, Owner owner, View view) {
    cache.evictAll(List.of(new ViewCache.Eviction(owner, new TreeSet<>(List.of(view.name())))));
  }
}
