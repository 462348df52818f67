package dev.freshet.viewcache;

import java.time.Instant;

/**
 * What the cache knows of a view's generation, read in the same step as a page of it.
 *
 * @param leasedUntil when the lease ends under which copies may live long at the edge; {@link
 *     #NOT_LEASED} if there is none
 * @param savedAnswers how often clients asked again for an answer that they had, since the
 *     generation or its lease began: so many answers a long life would have saved. Zero while a
 *     grant was put off
 */
public record GenerationState(Generation generation, Instant leasedUntil, long savedAnswers) {
  /** In the place of the end of a lease. */
  public static final Instant NOT_LEASED = Instant.EPOCH;

  /** The same with a lease that ends then at the earliest. */
  public GenerationState leased(Instant until) {
    return new GenerationState(
        generation, until.isAfter(leasedUntil) ? until : leasedUntil, savedAnswers);
  }
}
