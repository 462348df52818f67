package dev.freshet.viewcache.protocol;

import dev.freshet.domain.View;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.Instant;

/** What stays the same through all steps of one read, and the rules on time that they share. */
record ReadContext(
    ViewRequest request,
    ProtocolTimes times,
    DecisionListener listener,
    Instant notBefore,
    boolean futureFresh) {

  /**
   * Both times are cut to milliseconds: of two that are equal, either may have been the earlier.
   */
  private static final Duration RESOLUTION = Duration.ofMillis(1);

  static ReadContext of(
      ViewRequest request, ProtocolTimes times, DecisionListener listener, Instant now) {
    View view = request.view();
    Instant oldest = later(view.period().begin(now), now.minus(view.cacheTtl()).plus(RESOLUTION));
    Instant fresh = request.fresh().orElse(ViewCache.ANY_AGE);
    if (!fresh.isAfter(Instant.EPOCH)) {
      return new ReadContext(request, times, listener, oldest, false);
    }
    boolean future = fresh.isAfter(now.plus(times.clockSkew()));
    Instant shows = (future ? now : fresh).plus(times.clockSkew()).plus(RESOLUTION);
    return new ReadContext(request, times, listener, later(shows, oldest), future);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  void tell(Decision decision) {
    listener.decided(decision, request);
  }

  /** How long the cache may keep a page that was loaded at this time: above zero. */
  Duration timeToLive(Instant loadedAt, Instant now) {
    Duration left = Duration.between(now, request.view().period().end(loadedAt));
    Duration ttl = CacheLimits.GENERATION_TTL;
    return left.compareTo(ttl) > 0 ? ttl : left.compareTo(RESOLUTION) > 0 ? left : RESOLUTION;
  }

  /**
   * Ends the read with an answer that agrees with the cache. A load for this very request may have
   * begun too soon after {@code fresh} for another write of the same time: then the edge does not
   * keep it under that time, as the cache would not answer with it.
   */
  Answer answer(Envelope page, Answer.Source source, Agreement.Agreed agreement) {
    if (futureFresh) {
      return new Answer(page, source, new Agreement.None(Decision.FUTURE_FRESH));
    }
    return page.loadedAt().isBefore(notBefore)
        ? new Answer(page, source, new Agreement.None(Decision.RECENT_FRESH))
        : new Answer(page, source, agreement);
  }

  /** Ends the read with an answer that no cache may keep. */
  static Answer uncached(Envelope page, Decision reason) {
    return new Answer(page, Answer.Source.TABLE, new Agreement.None(reason));
  }
}
