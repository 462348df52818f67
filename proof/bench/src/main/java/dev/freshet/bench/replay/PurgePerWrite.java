package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.purge.OwnerPurge;
import dev.freshet.viewcache.purge.OwnerPurge.Cause;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The usual design: all answers live long, and each write purges the views that show it, by the
 * fewest tags. At its cheapest it knows at no cost which of them have unexpired copies, and purges
 * no others.
 */
final class PurgePerWrite implements Design {
  private final World world;
  private final boolean knowsCopies;

  PurgePerWrite(World world, boolean knowsCopies) {
    this.world = world;
    this.knowsCopies = knowsCopies;
  }

  @Override
  public Life life(Answer answer) {
    return new Life(Lives.longest(answer), true);
  }

  @Override
  public void evicted(ViewsEvicted notice) {
    world.counts().add(Kind.NOTICES, 1);
    SortedMap<ViewName, List<Cause>> alive = new TreeMap<>();
    notice.evictions().stream()
        .map(ViewsEvicted.Eviction::view)
        .filter(view -> !knowsCopies || isAlive(notice.owner(), view))
        .forEach(view -> alive.put(view, List.of(new Cause(0, notice.evictedAt(), null))));
    if (!alive.isEmpty()) {
      List<CacheTag> tags = new OwnerPurge(notice.owner(), alive).tags(ViewCatalogue.FRESHET);
      world.time().later(World.TIMES.purgeWindow(), () -> world.edge().purge(tags));
    }
  }

  /** Whether a copy expires after a purge would take effect. */
  private boolean isAlive(Owner owner, ViewName name) {
    Part part = world.trace().site().part(owner, ViewCatalogue.FRESHET.find(name).orElseThrow());
    Duration effective = World.TIMES.purgeWindow().plus(ReplayedEdge.PURGE_DELAY);
    return world.edge().aliveUntil(part) > world.time().millis() + effective.toMillis();
  }
}
