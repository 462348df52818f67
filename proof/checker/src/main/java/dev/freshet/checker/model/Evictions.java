package dev.freshet.checker.model;

import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.EvictionResult.Evicted;
import dev.freshet.viewcache.ViewCache.Eviction;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From a change to the notice: the dispatcher and the function that evicts. */
final class Evictions {
  private final World world;
  private final Queues queues;

  /** For a variant that purges first. */
  private final Set<Integer> purgedFirst = new HashSet<>();

  /** Abandoned calls of each owner that may still arrive. */
  private final int[] late;

  Evictions(World world, Queues queues) {
    this(world, queues, new int[world.setup().cast().owners()]);
  }

  private Evictions(World world, Queues queues, int[] late) {
    this.world = world;
    this.queues = queues;
    this.late = late;
  }

  Evictions copy(World itsWorld, Queues itsQueues) {
    Evictions copy = new Evictions(itsWorld, itsQueues, late.clone());
    copy.purgedFirst.addAll(purgedFirst);
    return copy;
  }

  boolean hasLate(int owner) {
    return late[owner] > 0;
  }

  /** Tries to evict once. Without a reply, the change is delivered again. */
  void evict(Change change, Call call) {
    if (world.variant() == Variant.EDGE_FIRST && call == Call.WORKS) {
      edgeFirst(change);
      return;
    }
    Instant now = now();
    switch (call) {
      case WORKS -> evicted(change, carryOut(change.owner(), true), now);
      case REPLY_LOST -> carryOut(change.owner(), false);
      case LATE -> late[change.owner()]++;
      default -> failed(change);
    }
    tell(change + " is evicted" + call.text());
  }

  private void failed(Change change) {
    if (world.variant() == Variant.CHANGE_DROPPED) {
      queues.done(change);
      world.promises().checkLost(change.owner());
    }
  }

  /** An abandoned call arrives. */
  void arrive(int owner) {
    late[owner]--;
    tell("a late eviction of " + Table.owner(owner) + " arrives");
    carryOut(owner, false);
  }

  private record Carried(Evicted evicted, boolean promised) {}

  private Carried carryOut(int owner, boolean told) {
    Eviction eviction = new Eviction(Table.owner(owner), world.shelf().all());
    if (world.setup().cast().twice()) {
      world.cache().evictAll(List.of(eviction));
    }
    EvictionResult result = world.cache().evictAll(List.of(eviction)).getFirst();
    if (!(result instanceof Evicted evicted)) {
      throw new IllegalStateException("the cache in memory always answers");
    }
    boolean promised = world.promises().evicted(owner, told);
    for (int view = 0; view < world.shelf().views().size(); view++) {
      world.promises().checkRedis(owner, view);
    }
    return new Carried(evicted, promised);
  }

  private Instant now() {
    return world.at(world.time(), world.setup().skew().evictor());
  }

  private void evicted(Change change, Carried carried, Instant asked) {
    queues.done(change);
    queues.add(
        new Notice(
            change.serial(),
            told(change, carried.evicted, asked),
            world.table().version(change.owner()),
            world.time(),
            world.time()
                + (world.variant() == Variant.NO_WINDOW ? 0 : world.timing().windowTicks()),
            carried.promised));
  }

  /** Like the dispatcher, distrusts a Redis clock with a large offset. */
  private ViewsEvicted told(Change change, Evicted evicted, Instant asked) {
    boolean apart =
        world.timing().times().apart(evicted.at(), asked)
            && world.variant() != Variant.CLOCK_BELIEVED;
    return new ViewsEvicted(
        Table.owner(change.owner()),
        apart ? asked : evicted.at(),
        apart || change.flush(),
        world.shelf().all().stream()
            .map(view -> new ViewsEvicted.Eviction(view, evicted.found().get(view)))
            .toList());
  }

  /** Purges everything of the owner first, and evicts the next time. */
  private void edgeFirst(Change change) {
    if (purgedFirst.add(change.serial())) {
      for (int view = 0; view < world.shelf().views().size(); view++) {
        world
            .edge()
            .purgeNow(
                world
                    .shelf()
                    .catalogue()
                    .tags(Table.owner(change.owner()), world.shelf().names().get(view)));
      }
      tell(change + " is purged from the edge");
      return;
    }
    tell(change + " is evicted");
    Instant now = now();
    evicted(change, carryOut(change.owner(), true), now);
    Notice notice = queues.notices().getLast();
    queues.taken(List.of(notice));
    world.promises().done(notice);
  }

  private void tell(String what) {
    if (world.journal().telling()) {
      world.journal().tell(world.time(), what);
    }
  }

  long hash() {
    return Hash.of(Hash.of(late), purgedFirst.hashCode());
  }
}
