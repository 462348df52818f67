package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
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

  /** What the edge may do with an answer that agreed with the cache at this time, if not slow. */
  EdgePolicy edgePolicy(Instant agreedAt) {
    if (futureFresh) {
      return new EdgePolicy.NoStore(Decision.FUTURE_FRESH);
    }
    Instant latestArrival = agreedAt.plus(times.purgeWindow());
    long tokenLeft = Duration.between(latestArrival, request.tokenExpiry()).toSeconds();
    long seconds = Math.min(request.view().edgeTtl().toSeconds(), tokenLeft);
    return seconds > 0
        ? new EdgePolicy.Store(seconds)
        : new EdgePolicy.NoStore(Decision.TOKEN_EXPIRING);
  }

  /**
   * The latest time, on any clock of the system, at which the edge may hold such an answer: it
   * arrives within the purge window, and lives from then.
   */
  Instant edgeUntil(EdgePolicy policy, Instant agreedAt) {
    return switch (policy) {
      case EdgePolicy.Store store ->
          agreedAt.plus(times.purgeWindow()).plusSeconds(store.seconds()).plus(times.clockSkew());
      case EdgePolicy.NoStore _ -> ViewCache.NOT_AT_EDGE;
    };
  }

  /** Ends the read with an answer that agreed with the cache at this time. */
  Answer answer(
      Envelope page, Answer.Source source, EdgePolicy policy, Instant agreedAt, Instant now) {
    EdgePolicy decided = times.unlessSlow(policy, agreedAt, now);
    if (decided instanceof EdgePolicy.NoStore(Decision reason)) {
      tell(reason);
    }
    return new Answer(page, source, decided, agreedAt);
  }

  /** Ends the read with an answer that nobody may keep. */
  static Answer uncached(Envelope page, Decision reason) {
    return new Answer(page, Answer.Source.TABLE, new EdgePolicy.NoStore(reason), page.loadedAt());
  }
}
