package dev.freshet.viewcache.protocol;

/**
 * The next action of a read. The outcome of the action yields the next step. The last step is the
 * {@link Answer}. Steps are immutable. A step may be executed at any later time, because every time
 * in it errs on the side of freshness.
 */
public sealed interface Step permits ReadStep, LoadStep, FillStep, DiscardStep, Answer {}
