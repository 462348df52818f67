package dev.freshet.viewcache.protocol;

/**
 * What a read has to do next: one action outside of it, whose outcome it is then told, which gives
 * the step after. The last one is the {@link Answer}. Steps are immutable; a step may be carried
 * out any time after it was made, as every time in it errs on the side of freshness.
 */
public sealed interface Step permits ReadStep, LoadStep, FillStep, DiscardStep, Answer {}
