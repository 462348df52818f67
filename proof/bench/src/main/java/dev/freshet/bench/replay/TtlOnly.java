package dev.freshet.bench.replay;

import dev.freshet.domain.ViewsEvicted;

/**
 * The edge keeps each user's answers for as long as the view allows (5 to 30 minutes), and nothing
 * ends them earlier. No Redis.
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
