package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import java.util.List;

/** Read functions without any cache: each answer is loaded from the table. */
record PlainReads(World world, Origin origin) implements Source {
  @Override
  public Reply serve(Request asked) {
    world.counts().add(Kind.ORIGIN_ANSWERS, 1);
    List<Integer> versions = asked.read().page().parts().stream().map(origin::load).toList();
    return new Reply(new PartVersions(versions), List.of());
  }
}
