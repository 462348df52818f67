package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;

/** What was before a world begins. */
final class Past {

  /** So long ago that nothing is alive since then, and nobody under way. */
  private static final int HEATED_AT = -30;

  private Past() {}

  /** Leaves behind in the world what its setup says was there. */
  static void of(World world) {
    if (world.setup().heating() == Heating.BEFORE) {
      world.turnTo(HEATED_AT);
      for (int owner = 0; owner < world.setup().owners(); owner++) {
        heat(world, owner);
      }
      world.turnTo(0);
    }
    if (world.setup().witnessKnown()) {
      world.evict(0, new EvictionId("first")).witness().ifPresent(world.invalidator()::sawLongAgo);
    }
  }

  /** An answer went to the edge, and an eviction may have had to purge it. */
  private static void heat(World world, int serial) {
    Owner owner = Table.owner(serial);
    Envelope page = new Envelope(owner, world.redisTime(), "\"before\"", "");
    EdgeUntil soon = EdgeUntil.always(world.redisTime().plusMillis(1));
    for (ViewName view : world.shelf().names()) {
      PageKey key = new PageKey(owner, view, "");
      Fence fence = new Fence("before");
      world.cache().read(key, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, fence);
      world.cache().fill(key, fence, page, Duration.ofMillis(1), soon);
    }
    world.evict(serial, new EvictionId("before"));
  }
}
