package dev.freshet.bench.replay;

import dev.freshet.domain.ViewsEvicted;

/** Knows all events: its answers live long only if that saves more than the purge costs. */
final class Clairvoyant implements Design {
  private final ClairvoyantPlan plan;
  private final PurgePerWrite purges;

  Clairvoyant(World world) {
    this.plan = new ClairvoyantPlan(world.trace(), world.prices());
    this.purges = new PurgePerWrite(world, true);
  }

  @Override
  public Life life(Answer answer) {
    return plan.isLong(answer.read())
        ? purges.life(answer)
        : new Life(Lives.bounded(World.TIMES.shortEdgeTtl().toSeconds(), answer), false);
  }

  /** Purges long copies only; short ones expire before a purge. */
  @Override
  public void evicted(ViewsEvicted notice) {
    purges.evicted(notice);
  }
}
