package dev.freshet.bench.replay;

import java.util.List;
import java.util.function.Function;

/** A design in the report. */
record Entrant(String label, Function<World, Design> design) {
  static final Entrant NO_CACHE = new Entrant("no cache", NoCache::new);
  static final Entrant TTL_ONLY = new Entrant("TTL only, 5–30 min", TtlOnly::new);
  static final Entrant DELETE_ON_WRITE = new Entrant("delete on write", DeleteOnWrite::new);
  static final Entrant SHORT = new Entrant("4 s for every answer", Rival.SHORT.design);
  static final Entrant PURGE_PER_WRITE =
      new Entrant("purge per write", Rival.PURGE_PER_WRITE.design);
  static final Entrant FRESHET_UNPAID =
      new Entrant("Freshet, budget 0", Rival.FRESHET_WITHOUT_BUDGET.design);
  static final Entrant FRESHET_FREE =
      new Entrant("Freshet, free purges", Rival.FRESHET_FREE.design);
  static final Entrant FRESHET = new Entrant("Freshet, default", Rival.FRESHET.design);
  static final Entrant CLAIRVOYANT = new Entrant("clairvoyant", Rival.CLAIRVOYANT.design);

  static final List<Entrant> ALL =
      List.of(
          NO_CACHE,
          TTL_ONLY,
          DELETE_ON_WRITE,
          PURGE_PER_WRITE,
          SHORT,
          FRESHET_UNPAID,
          FRESHET_FREE,
          FRESHET,
          CLAIRVOYANT);

  boolean isFreshet() {
    return label.startsWith("Freshet");
  }
}
