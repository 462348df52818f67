package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A viewer's request that may be answered from the store, with the way to the origin if not.
 *
 * @param key of the request, computed once.
 * @param maker of the request to the origin: most answers come from the store and need none.
 */
record Exchange(
    ViewerRequest request,
    CacheBehavior behavior,
    CacheKey key,
    Supplier<OriginRequest> maker,
    OriginCall origin) {

  /** Asks the origin. */
  interface OriginCall {
    EdgeResponse ask(OriginRequest request);
  }

  static Exchange of(
      ViewerRequest request,
      CacheBehavior behavior,
      Supplier<OriginRequest> maker,
      OriginCall origin) {
    return new Exchange(
        request, behavior, CacheKey.of(request, behavior.cachePolicy()), maker, origin);
  }

  OriginRequest toOrigin() {
    return maker.get();
  }

  EdgeResponse ask(UnaryOperator<OriginRequest> adapted) {
    return origin.ask(adapted.apply(toOrigin()));
  }
}
