package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Heat;
import java.time.Instant;

/**
 * What the edge may do with an answer. How often the view is evicted is for the cache to say, in
 * the same step in which it marks the answer.
 *
 * @param agreedAt before the answer agreed with the cache
 * @param cool if the view is evicted seldom
 * @param hot if it is evicted often: no longer than {@code cool}
 */
record EdgeOffer(Instant agreedAt, EdgePolicy cool, EdgePolicy hot) {

  EdgePolicy at(Heat heat) {
    return switch (heat) {
      case COOL -> cool;
      case HOT -> hot;
    };
  }
}
