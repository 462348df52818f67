package dev.freshet.checker.model;

import dev.freshet.viewcache.memory.ViewSlot;
import java.time.Instant;

/** The state in which a world begins. */
public enum Past {
  NOTHING(0),
  /** The first reader got an answer: Redis has the page, and the edge a short copy. */
  FILLED(1),
  /** The first reader repeated its request until the page had a lease: the edge has a long copy. */
  LEASED(4),
  /** Like {@link #LEASED}, but the lease ends soon. */
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

  /** Creates this state in the world, for each owner. */
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
