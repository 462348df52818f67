package dev.freshet.viewcache;

import java.util.UUID;

/**
 * The life of a view in the cache between two evictions, or losses, of its pages. Everything that
 * is known of a view's copies at the edge is known of one generation, and ends with it.
 *
 * @param token never used twice, or a lease of an earlier generation would count for a later one
 */
public record Generation(String token) {
  public Generation {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("a generation needs a token");
    }
  }

  /** A generation that never existed before: 122 random bits. */
  public static Generation random() {
    return new Generation(UUID.randomUUID().toString());
  }
}
