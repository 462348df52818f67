package dev.freshet.viewcache.lease;

import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The record of a view's long copies at the edge: one grant for each generation whose copies may
 * still exist. Immutable.
 *
 * @param grants at most {@link #MOST_GRANTS}; at most one per generation
 */
public record Lease(List<Grant> grants) {
  /** No long copy of the view can exist. */
  public static final Lease NONE = new Lease(List.of());

  /**
   * A view has one living generation. More grants come from evictions whose purges are on their
   * way; when so many are, a further generation stays short.
   */
  static final int MOST_GRANTS = 8;

  /**
   * Redis tells whole milliseconds: of two times that are equal, either may have been the first.
   */
  private static final Duration RESOLUTION = Duration.ofMillis(1);

  public Lease {
    grants = List.copyOf(grants);
  }

  /**
   * That copies of one generation may live long.
   *
   * @param firstAt no copy under the lease left before it, by the granter's clock
   * @param lastAt when it was granted or renewed last, after the generation was seen alive. Only an
   *     eviction after it has ended the generation for certain: one between the time at which the
   *     read began and the time at which it was answered may have come before the generation
   * @param until when the last copy expires by itself
   * @param prepaid whether the purge is still reserved in the month's budget
   */
  public record Grant(
      Generation generation, Instant firstAt, Instant lastAt, Instant until, boolean prepaid) {
    Grant renewed(Instant at, Instant now, Instant ends) {
      return new Grant(
          generation, earlier(firstAt, at), later(lastAt, now), later(until, ends), prepaid);
    }

    public Grant withPrepaid(boolean nowPrepaid) {
      return new Grant(generation, firstAt, lastAt, until, nowPrepaid);
    }

    /**
     * Whether a purge on behalf of this eviction covers all copies of the generation: the eviction
     * found it, or came after it was last seen alive and so ended it.
     */
    public boolean coveredBy(Instant evictedAt, @Nullable FoundLease found, Duration clockSkew) {
      return (found != null && found.generation().equals(generation.token()))
          || lastAt.isBefore(evictedAt.minus(clockSkew));
    }

    /** Whether copies may exist that passed the cache before this eviction, by any clock. */
    public boolean mayPrecede(Instant evictedAt, Duration clockSkew) {
      return !firstAt.isAfter(evictedAt.plus(clockSkew).plus(RESOLUTION));
    }
  }

  /** The grant of this generation, unless its copies have expired. */
  public Optional<Grant> of(Generation generation, Instant now) {
    return grants.stream()
        .filter(grant -> grant.generation().equals(generation) && grant.until().isAfter(now))
        .findFirst();
  }

  /** Without the grants whose copies have expired by themselves. */
  public Lease at(Instant now) {
    return new Lease(grants.stream().filter(grant -> grant.until().isAfter(now)).toList());
  }

  boolean isFull(Instant now) {
    return at(now).grants().size() >= MOST_GRANTS;
  }

  /**
   * With a prepaid grant of a generation that had none.
   *
   * @param at before the answer passed the cache
   * @param now after it did
   */
  Lease granted(Generation generation, Instant at, Instant until, Instant now) {
    List<Grant> more = new ArrayList<>(at(now).grants());
    more.add(new Grant(generation, at, now, until, true));
    return new Lease(more);
  }

  /** With a later end for a generation that has a grant. Times only move outward. */
  Lease renewed(Generation generation, Instant at, Instant until, Instant now) {
    return at(now)
        .map(
            grant -> grant.generation().equals(generation) ? grant.renewed(at, now, until) : grant);
  }

  public Lease map(UnaryOperator<Grant> change) {
    return new Lease(grants.stream().map(change).toList());
  }

  /** After a purge on behalf of this eviction was accepted. */
  public Lease purged(Instant evictedAt, @Nullable FoundLease found, Duration clockSkew) {
    return new Lease(
        grants.stream().filter(grant -> !grant.coveredBy(evictedAt, found, clockSkew)).toList());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
