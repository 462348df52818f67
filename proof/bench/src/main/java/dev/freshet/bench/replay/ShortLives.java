package dev.freshet.bench.replay;

import dev.freshet.domain.ViewsEvicted;

/**
 * Every answer has the same lifetime, without purges.
 *
 * @param seconds zero: the edge stores no answer
 */
record ShortLives(long seconds) implements Design {
  @Override
  public Life life(Answer answer) {
    return new Life(Lives.bounded(seconds, answer), false);
  }

  @Override
  public void evicted(ViewsEvicted notice) {}
}
