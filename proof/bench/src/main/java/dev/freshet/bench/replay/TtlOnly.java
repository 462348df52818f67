package dev.freshet.bench.replay;

import dev.freshet.domain.ViewsEvicted;

/**
 * The edge stores each user's answers for the view's TTL (5 to 30 minutes), without purges and
 * Redis.
 */
record TtlOnly(World world) implements Design {
  @Override
  public Source source(Origin origin) {
    return new PlainReads(world, origin);
  }

  @Override
  public Life life(Answer answer) {
    return new Life(Lives.longest(answer), false);
  }

  @Override
  public void evicted(ViewsEvicted notice) {}
}
