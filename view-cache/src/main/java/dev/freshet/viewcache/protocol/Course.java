package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.Instant;

/** What stays the same through all steps of one read, and the rules on time that they share. */
record Course(
    ViewRequest request,
    ProtocolTimes times,
    DecisionListener listener,
    Instant notBefore,
    boolean futureFresh) {

  /**
   * Both times are cut to milliseconds: of two that are equal, either may have been the earlier.
   */
  private static final Duration RESOLUTION = Duration.ofMillis(1);

  static Course of(
      ViewRequest request, ProtocolTimes times, DecisionListener listener, Instant now) {
    Instant fresh = request.fresh().orElse(null);
    if (fresh == null || fresh.isBefore(Instant.EPOCH)) {
      return new Course(request, times, listener, ViewCache.ANY_AGE, false);
    }
    boolean future = fresh.isAfter(now.plus(times.clockSkew()));
    Instant notBefore = (future ? now : fresh).plus(times.clockSkew()).plus(RESOLUTION);
    return new Course(request, times, listener, notBefore, future);
  }

  void tell(Decision decision) {
    listener.decided(decision, request);
  }

  /**
   * What the edge may do with an answer that agrees with the cache from this time on, if not slow.
   */
  EdgeOffer edgeOffer(Instant agreedAt) {
    if (futureFresh) {
      return noStore(agreedAt, Decision.FUTURE_FRESH);
    }
    Instant latestArrival = agreedAt.plus(times.purgeWindow());
    long tokenLeft = Duration.between(latestArrival, request.tokenExpiry()).toSeconds();
    long seconds = Math.min(request.view().edgeTtl().toSeconds(), tokenLeft);
    if (seconds <= 0) {
      return noStore(agreedAt, Decision.TOKEN_EXPIRING);
    }
    return new EdgeOffer(
        agreedAt,
        new EdgePolicy.Store(seconds),
        new EdgePolicy.Store(Math.min(seconds, times.hotEdgeTtl().toSeconds())));
  }

  private static EdgeOffer noStore(Instant agreedAt, Decision reason) {
    EdgePolicy policy = new EdgePolicy.NoStore(reason);
    return new EdgeOffer(agreedAt, policy, policy);
  }

  /**
   * The latest time, on any clock of the system, at which the edge may hold such an answer: it
   * arrives within the purge window, and lives from then.
   */
  EdgeUntil edgeUntil(EdgeOffer offer) {
    return new EdgeUntil(
        until(offer.cool(), offer.agreedAt()), until(offer.hot(), offer.agreedAt()));
  }

  private Instant until(EdgePolicy policy, Instant agreedAt) {
    return switch (policy) {
      case EdgePolicy.Store store ->
          agreedAt.plus(times.purgeWindow()).plusSeconds(store.seconds()).plus(times.clockSkew());
      case EdgePolicy.NoStore _ -> ViewCache.NOT_AT_EDGE.cool();
    };
  }

  /** Ends the read with an answer that the cache marked, going by this heat. */
  Answer answer(Envelope page, Answer.Source source, EdgeOffer offer, Heat heat, Instant now) {
    EdgePolicy decided = times.unlessSlow(offer.at(heat), offer.agreedAt(), now);
    if (decided instanceof EdgePolicy.NoStore(Decision reason)) {
      tell(reason);
    } else if (!decided.equals(offer.cool())) {
      tell(Decision.WRITE_HOT);
    }
    return new Answer(page, source, decided, offer.agreedAt());
  }

  /** Ends the read with an answer that nobody may keep. */
  static Answer uncached(Envelope page, Decision reason) {
    return new Answer(page, Answer.Source.TABLE, new EdgePolicy.NoStore(reason), page.loadedAt());
  }
}
