package dev.freshet.bench.replay;

import dev.freshet.domain.ViewsEvicted;

/** Neither an edge nor Redis. */
record NoCache(World world) implements Design {
  @Override
  public Source source(Origin origin) {
    return new PlainReads(world, origin);
  }

  @Override
  public Life life(Answer answer) {
    return Life.NONE;
  }

  @Override
  public void evicted(ViewsEvicted notice) {}
}
