package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import java.util.function.UnaryOperator;

/**
 * A viewer's request that may be answered from the store, with the way to the origin if not.
 *
 * @param key of the request, computed once.
 */
record Exchange(
    ViewerRequest request,
    CacheBehavior behavior,
    CacheKey key,
    String requestId,
    OriginCall origin) {

  /** Asks the origin. */
  interface OriginCall {
    EdgeResponse ask(OriginRequest request);
  }

  static Exchange of(
      ViewerRequest request, CacheBehavior behavior, String requestId, OriginCall origin) {
    return new Exchange(
        request, behavior, CacheKey.of(request, behavior.cachePolicy()), requestId, origin);
  }

  /** Made when it is needed: most answers come from the store. */
  OriginRequest toOrigin() {
    return OriginRequest.of(request, behavior, requestId);
  }

  EdgeResponse ask(UnaryOperator<OriginRequest> adapted) {
    return origin.ask(adapted.apply(toOrigin()));
  }
}
