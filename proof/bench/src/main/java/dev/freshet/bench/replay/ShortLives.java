package dev.freshet.bench.replay;

import dev.freshet.domain.ViewsEvicted;

/**
 * Every answer lives for so long, and nothing is ever purged.
 *
 * @param seconds zero: the edge keeps nothing
 */
record ShortLives(long seconds) implements Design {
  @Override
  public Life life(Answer answer) {
    return new Life(Lives.bounded(seconds, answer), false);
  }

  @Override
  public void evicted(ViewsEvicted notice) {}
}
