package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewCacheContract;
import dev.freshet.viewcache.ViewKey;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The contract, held against a real server, which keeps its own time. */
abstract class RedisContract extends ViewCacheContract {

  /** Patience for a busy build machine; what is late is the subject of other tests. */
  static RedisSettings patient(String uri, boolean cluster) {
    return RedisSettings.of(uri, cluster).withTimeouts(Duration.ofSeconds(5));
  }

  /** A connection beside the one under test. */
  abstract RedisClusterCommands<String, String> commands();

  abstract RedisViewCache redis();

  @Override
  protected final ViewCache cache() {
    return redis();
  }

  @Override
  protected final Instant clock() {
    return InstantSource.system().instant();
  }

  @Override
  protected final void letPass(Duration time) {
    Instant until = clock().plus(time);
    await().pollInterval(Duration.ofMillis(5)).until(() -> clock().isAfter(until.plusMillis(1)));
  }

  @Override
  protected final void lose(Part part, ViewKey lost) {
    ViewKeys keys = ViewKeys.of(lost);
    String key =
        switch (part) {
          case PAGES -> keys.pages();
          case FENCE -> keys.fence();
        };
    assertThat(commands().del(key)).isOne();
  }
}
