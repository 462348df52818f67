package dev.freshet.checker;

import dev.freshet.viewcache.Envelope;

/** What must hold in every state. */
final class Promises {
  private Promises() {}

  /** Writes into the journal which of them is broken to this owner. */
  static void check(World world, int owner) {
    int version = world.table().version(owner);
    if (world.deliveries().allEvicted(owner)) {
      for (int view = 0; view < world.shelf().names().size(); view++) {
        for (Envelope page : world.redis().slot(owner, view).pages().values()) {
          int shown = Table.versionOf(page.body());
          if (shown != version) {
            world.journal().violated("stale in Redis after every eviction: v" + shown);
          }
        }
      }
    }
    if (world.deliveries().quiet(owner) && world.edge().stale(owner, version, world.millis())) {
      world.journal().violated("stale at the edge after every purge, table has v" + version);
    }
  }
}
