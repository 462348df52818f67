package dev.freshet.viewcache;

import java.time.Instant;

/**
 * Until when the edge may still hold an answer at the latest. The cache knows which time counts.
 *
 * @param cool if the view is evicted seldom
 * @param hot if it is evicted often; no later than {@code cool}
 */
public record EdgeUntil(Instant cool, Instant hot) {

  public EdgeUntil {
    if (hot.isAfter(cool)) {
      throw new IllegalArgumentException(
          "a copy of a hot view must not outlive that of a cool one");
    }
  }

  /** The same for every view. */
  public static EdgeUntil always(Instant until) {
    return new EdgeUntil(until, until);
  }

  public Instant at(Heat heat) {
    return switch (heat) {
      case COOL -> cool;
      case HOT -> hot;
    };
  }
}
