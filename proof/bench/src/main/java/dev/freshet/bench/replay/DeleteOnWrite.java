package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.domain.ViewsEvicted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Redis alone: a miss reads the table and sets the key, and the writer deletes the keys of all
 * views that show its commit. A reader slower than the writer stores a stale value.
 */
final class DeleteOnWrite implements Design {
  /** The time from reading the table to setting the key. */
  private static final Duration LOAD = Duration.ofMillis(20);

  /** This time for one load in a hundred: a retry, a pause, a cold start. */
  private static final Duration SLOW_LOAD = Duration.ofSeconds(1);

  private static final double SLOW = 0.01;

  /** The time from the commit to deleting the keys. */
  private static final Duration DELETION = Duration.ofMillis(2);

  private final World world;
  private final Random random = new Random(1);
  private final Map<Integer, Kept> redis = new HashMap<>();

  private record Kept(int version, long until) {}

  DeleteOnWrite(World world) {
    this.world = world;
  }

  @Override
  public Source source(Origin origin) {
    return asked -> serve(asked, origin);
  }

  private Source.Reply serve(Source.Request asked, Origin origin) {
    List<Integer> versions = new ArrayList<>();
    boolean cached = true;
    for (Part part : asked.read().page().parts()) {
      Kept kept = redis.get(part.number());
      if (kept == null || kept.until() <= world.time().millis()) {
        cached = false;
        versions.add(load(part, origin));
      } else {
        versions.add(kept.version());
      }
    }
    world.counts().add(Kind.SCRIPTS, versions.size());
    world.counts().add(Kind.ORIGIN_ANSWERS, 1);
    world.counts().add(Kind.REDIS_HITS, cached ? 1 : 0);
    return new Source.Reply(new PartVersions(versions), List.of());
  }

  private int load(Part part, Origin origin) {
    int version = origin.load(part);
    Duration time = random.nextDouble() < SLOW ? SLOW_LOAD : LOAD;
    world.counts().add(Kind.SCRIPTS, 1);
    world.time().later(time, () -> set(part, version));
    return version;
  }

  private void set(Part part, int version) {
    long until = world.time().millis() + part.view().cacheTtl().toMillis();
    redis.put(part.number(), new Kept(version, until));
  }

  @Override
  public void committed(Event.Write write) {
    world.counts().add(Kind.SCRIPTS, write.parts().size());
    world.time().later(DELETION, () -> write.parts().forEach(part -> redis.remove(part.number())));
  }

  @Override
  public Life life(Answer answer) {
    return Life.NONE;
  }

  @Override
  public void evicted(ViewsEvicted notice) {}
}
