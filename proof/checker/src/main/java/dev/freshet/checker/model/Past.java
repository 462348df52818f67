package dev.freshet.checker.model;

import dev.freshet.viewcache.memory.ViewSlot;
import java.time.Instant;

/** What was before a world begins. */
public enum Past {
  NOTHING(0),
  /** The first reader was answered: Redis has the page, and the edge a short copy. */
  FILLED(1),
  /** The first reader asked again until the page was under a lease: the edge has a long copy. */
  LEASED(4),
  /** The same a while ago: the lease ends soon. */
  ENDING(4);

  private final int reads;

  Past(int reads) {
    this.reads = reads;
  }

  /** Passes time until the lease lasts for two lives of a copy. */
  private static void passTime(World world) {
    Instant end =
        world
            .redis()
            .slot(0, Shelf.PAGE)
            .life()
            .map(ViewSlot.Life::leasedUntil)
            .orElse(Instant.EPOCH);
    while (world.redisTime().plus(world.timing().edgeTtl().multipliedBy(2)).isBefore(end)) {
      world.tick();
    }
  }

  /** Leaves that behind in the world, for each owner. */
  void lead(World world) {
    for (int owner = 0; owner < world.setup().cast().owners(); owner++) {
      for (int i = 0; i < reads; i++) {
        Reader reader = world.reader(0);
        reader.start(new Request(owner, 0, false, i > 0));
        while (!reader.idle()) {
          reader.advance(Call.WORKS);
        }
        if (i < reads - 1) {
          world.tick();
        }
      }
    }
    if (this == ENDING) {
      passTime(world);
    }
  }
}
