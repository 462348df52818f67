package dev.freshet.bench.replay;

import dev.freshet.viewcache.lease.GrantTerms;
import java.util.function.Function;

/** The compared designs. Their factory functions are stateless. */
@SuppressWarnings("ImmutableEnumChecker")
enum Rival {
  NO_EDGE("no edge", _ -> new ShortLives(0)),
  SHORT("4 s", _ -> new ShortLives(World.TIMES.shortEdgeTtl().toSeconds())),
  PURGE_PER_WRITE("purge per write", world -> new PurgePerWrite(world, true)),
  PURGE_EACH_WRITE("purge each write", world -> new PurgePerWrite(world, false)),
  CLAIRVOYANT("clairvoyant", Clairvoyant::new),
  FRESHET_WITHOUT_BUDGET("freshet, budget 0", freshet(0, 0, GrantTerms.SAVED_FOR_PAID)),
  FRESHET_FREE("freshet, free", freshet(1_000, 0, GrantTerms.SAVED_FOR_PAID)),
  FRESHET_PAID("freshet, paid only", freshet(0, 10_000, GrantTerms.SAVED_FOR_PAID)),
  FRESHET("freshet", freshet(1_000, 9_000, GrantTerms.SAVED_FOR_PAID)),
  FRESHET_QUICK("freshet, 125", freshet(1_000, 9_000, GrantTerms.SAVED_FOR_PAID / 10));

  final String label;
  final Function<World, Design> design;

  Rival(String label, Function<World, Design> design) {
    this.label = label;
    this.design = design;
  }

  private static Function<World, Design> freshet(long free, long paid, long savedForPaid) {
    GrantTerms terms = new GrantTerms(free, paid, savedForPaid);
    return world -> new Freshet(world, terms);
  }
}
