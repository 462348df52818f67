package dev.freshet.local.system;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.Table;
import dev.freshet.table.governor.GovernorTable;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.redis.RedisSettings;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.time.Duration;
import java.util.List;

/**
 * Tells the purge governor that a Redis which starts together with the edge has lost nothing: no
 * copy can be older than both. Elsewhere the governor learns that by watching, and purges more than
 * it must until the longest edge lifetime has passed.
 */
final class FirstSighting {

  /** Longer than anything lives at the edge. */
  private static final Duration LONG_AGO = Duration.ofDays(1);

  private final String redisUrl;
  private final Table governorTable;

  FirstSighting(String redisUrl, Table governorTable) {
    this.redisUrl = redisUrl;
    this.governorTable = governorTable;
  }

  /** Looks at Redis as an eviction does, and notes what it saw as seen long ago. */
  void note() {
    try (RedisViewCache redis =
        RedisViewCache.open(RedisSettings.of(redisUrl, false), (script, cause) -> {})) {
      redis
          .evict(
              Owner.of(new UserId("nobody")),
              List.of(ViewCatalogue.DASHBOARD.name()),
              new EvictionId("first-sighting"))
          .witness()
          .ifPresent(witness ->
              new GovernorTable(governorTable)
                  .firstSeen(witness, governorTable.now().minus(LONG_AGO)));
    }
  }
}
