package dev.freshet.viewcache;

import java.time.Instant;

/**
 * The state of a view's generation, read atomically with a page of it.
 *
 * @param leasedUntil the end of the lease; {@link #NOT_LEASED} without a lease
 * @param savedAnswers the number of requests for an answer that the client already had, since the
 *     generation or its lease began: a long lifetime would have saved these answers. Zero while a
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
